SAVE "stock", {"id": 1, "amount": 5}
amount = 100
UPDATE "stock" SET amount = amount + 1 WHERE id = 1
row = FIND "stock", "id", 1
TALK row.amount                  ' expect: 101
