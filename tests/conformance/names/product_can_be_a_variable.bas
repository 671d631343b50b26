product = {"id": 7, "items": [1, 2]}
TALK product.id   ' expect: 7
TALK product.items[1]   ' expect: 2
product.id = product.id + 1
IF product.id = 8 AND product THEN
  TALK "kept ${product.id}"   ' expect: kept 8
END IF
other = product
TALK other.id   ' expect: 8
product = [3, 4]
TALK product[1]   ' expect: 4
product = 3
TALK product   ' expect: 3
sum = 1 + product
TALK product * 2 - sum   ' expect: 2
TALK MAX(product, 1)   ' expect: 3
