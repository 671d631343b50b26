order = {"id": 7, "items": [1, 2]}
TALK order.id   ' expect: 7
TALK order.items[1]   ' expect: 2
order.id = order.id + 1
IF order.id = 8 AND order THEN
  TALK "kept ${order.id}"   ' expect: kept 8
END IF
other = order
TALK other.id   ' expect: 8
order = [3, 4]
TALK order[1]   ' expect: 4
order = 3
TALK order   ' expect: 3
sum = 1 + order
TALK order * 2 - sum   ' expect: 2
TALK MAX(order, 1)   ' expect: 3
