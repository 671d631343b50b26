item = {"name": "a", "price": 2, "stock": 5, "sold": 0}
FOR i = 1 TO 1000000
  item.sold = item.sold + 1
  item.stock = item.stock + item.price
NEXT
RETURN item.sold + item.stock
