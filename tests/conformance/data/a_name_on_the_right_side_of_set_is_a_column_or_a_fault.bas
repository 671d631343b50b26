SAVE "stock", {"id": 1, "amount": 5}
UPDATE "stock" SET amount = amont + 1    ' fault: GB7102 "no column amont"
