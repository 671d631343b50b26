SAVE "orders", [{"amount": 10, "status": "paid"}, {"amount": 5, "status": "paid"}, {"amount": 1, "status": "new"}]
TALK AGGREGATE "orders", "SUM", "amount", "status = 'paid'"    ' expect: 15
TALK AGGREGATE "orders", "MAX", "amount"    ' expect: 10
n = AGGREGATE "orders" COUNT amount WHERE status = "new"
TALK n                           ' expect: 1
