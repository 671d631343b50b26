paid = true
row = {"state": paid ? "paid" : "open", "next": 1}
TALK row                         ' expect: {"state": "paid", "next": 1}
