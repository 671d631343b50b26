return function()
  local item = { name = "a", price = 2, stock = 5, sold = 0 }
  for i = 1, 1000000 do
    item.sold = item.sold + 1
    item.stock = item.stock + item.price
  end
  return item.sold + item.stock
end
