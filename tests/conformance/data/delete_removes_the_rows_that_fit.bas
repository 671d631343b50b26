SAVE "carts", [{"age": 10, "user": "a"}, {"age": 40, "user": "b"}, {"age": 50, "user": "c"}]
username = "b"
n = DELETE "carts", "user = ${username}"
TALK n                           ' expect: 1
DELETE FROM "carts" WHERE age > 30
rows = FIND "carts"
TALK COUNT(rows) + " " + rows.user    ' expect: 1 a
