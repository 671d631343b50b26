SAVE "orders", {"id": 1}
TRY
  rows = SQL "DROP TABLE orders"
CATCH e
  TALK e.code                    ' expect: GB7105
END TRY
rows = FIND "orders"
TALK COUNT(rows)                 ' expect: 1
