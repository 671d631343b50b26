SAVE "users", {"id": 1, "name": "Ana", "role": "user"}
name = "x, role=admin"
UPDATE "users", "id=1", "name=" + name
row = FIND "users", "id", 1
TALK row.name + " / " + row.role ' expect: x, role=admin / user
UPDATE "users", "id=1", "name='${name}', role=guest"
row = FIND "users", "id", 1
TALK row.name + " / " + row.role ' expect: x, role=admin / guest
note = "a" + "=b"
SAVE "users" WITH id AS 2, name AS "k=" + note
row = FIND "users", "id", 2
TALK row.name                    ' expect: k=a=b
