SAVE "people.csv", {"name": "Ana", "age": 30, "zip": "01000"}
id = SAVE "people.csv" WITH name AS "Rui", age AS 41
TALK id                          ' expect: 2
rows = FIND "people.csv", "age > 35"
TALK COUNT(rows) + " " + rows.name    ' expect: 1 Rui
UPDATE "people.csv" SET age = age + 1, name = "Ana, ""A""" WHERE name = "Ana"
row = FIND "people.csv", "zip", "01000"
TALK row                         ' expect: {"id": 1, "name": "Ana, \"A\"", "age": 31, "zip": "01000"}
