SAVE "orders", [{"id": 1, "name": "O'Hara", "total": 5}, {"id": 2, "name": "Ana", "total": 50}]
name = "O'Hara"
limit = 40
rows = SQL "SELECT id FROM orders WHERE name = '${name}' OR total > ${limit}"
TALK COUNT(rows) + " " + rows.id ' expect: 2 1
part = "%' OR 1=1 --"
rows = SQL "SELECT id FROM orders WHERE name LIKE '${part}%'"
TALK COUNT(rows)                 ' expect: 0
n = SQL "UPDATE orders SET total = 0 WHERE id = " + 2
TALK n                           ' expect: 1
ids = [1, 2]
rows = QUERY "SELECT id FROM orders WHERE id IN (${ids})"
TALK COUNT(rows)                 ' expect: 2
column = "id"
rows = SQL "SELECT ""${column}"" FROM orders"    ' fault: GB7105 "inside a name"
