SAVE "stock", [{"id": 1, "amount": 5, "price": 2.5}, {"id": 2, "amount": 7, "price": 4}]
sold = 2
UPDATE "stock" SET amount = amount - sold, total = price * 10 WHERE id = 1
row = FIND "stock", "id", 1
TALK row.amount + " " + row.total    ' expect: 3 25
n = UPDATE "stock" SET amount = amount + 1
TALK n                           ' expect: 2
UPDATE "stock" SET before = amount, amount = 0 WHERE id = 2
row = FIND "stock", "id", 2
TALK row.before + " " + row.amount    ' expect: 8 0
