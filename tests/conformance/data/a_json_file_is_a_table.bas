SAVE "people.json", [{"name": "Ana", "age": 30}, {"name": "Rui", "age": 41}]
UPDATE "people.json" SET age = age + 1 WHERE name = "Ana"
row = FIND "people.json", "name", "Ana"
TALK row.age                     ' expect: 31
r = MERGE "people.json" WITH [{"name": "Ana", "age": 5}, {"name": "Eva"}] BY "name"
TALK r.inserted + " " + r.updated    ' expect: 1 1
DELETE FROM "people.json" WHERE age > 40
rows = FIND "people.json" ORDER BY name DESC
TALK rows[0].name + " " + rows[1].name    ' expect: Eva Ana
TALK AGGREGATE "people.json", "COUNT", "age"    ' expect: 1
