local function kernel(n)
  local item = {name = "a", price = 2, stock = 5, sold = 0}
  for i = 1, n do
    item.sold = item.sold + 1
    item.stock = (item.stock + item.price) % 1000003
  end
  return item.sold + item.stock
end
