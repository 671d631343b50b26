customer = {"id": 7, "items": [1, 2]}
TALK customer.id   ' expect: 7
TALK customer.items[1]   ' expect: 2
customer.id = customer.id + 1
IF customer.id = 8 AND customer THEN
  TALK "kept ${customer.id}"   ' expect: kept 8
END IF
other = customer
TALK other.id   ' expect: 8
customer = [3, 4]
TALK customer[1]   ' expect: 4
customer = 3
TALK customer   ' expect: 3
sum = 1 + customer
TALK customer * 2 - sum   ' expect: 2
TALK MAX(customer, 1)   ' expect: 3
