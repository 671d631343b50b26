SAVE "stock", {"id": 7, "amount": 5}
BEGIN TRANSACTION
UPDATE "stock" SET amount = amount - 1 WHERE id = 7
ROLLBACK
row = FIND "stock", "id", 7
TALK row.amount                  ' expect: 5
BEGIN TRANSACTION
UPDATE "stock" SET amount = amount - 1 WHERE id = 7
COMMIT
row = FIND "stock", "id", 7
TALK row.amount                  ' expect: 4
