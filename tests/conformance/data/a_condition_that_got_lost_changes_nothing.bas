SAVE "orders", [{"status": "new"}, {"status": "new"}]
TRY
  UPDATE "orders", "", {"status": "gone"}
CATCH e
  TALK e.code                    ' expect: GB6004
END TRY
missing = NULL
TRY
  DELETE "orders", missing
CATCH e
  TALK e.message                 ' expect~: every row of orders
END TRY
rows = FIND "orders", "status = 'new'"
TALK COUNT(rows)                 ' expect: 2
n = DELETE FROM "orders"
TALK n                           ' expect: 2
