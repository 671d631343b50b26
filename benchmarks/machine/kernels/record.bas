item = {"name": "a", "price": 2, "stock": 5, "sold": 0}
FOR i = 1 TO n
  item.sold = item.sold + 1
  item.stock = (item.stock + item.price) MOD 1000003
NEXT
result = item.sold + item.stock
