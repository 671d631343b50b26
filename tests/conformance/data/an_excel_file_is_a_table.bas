SAVE "people.xlsx", {"name": "Ana", "age": 30}
MERGE "people.xlsx" WITH [{"name": "Ana", "age": 31}, {"name": "Rui", "age": 41}] BY "name"
UPDATE "people.xlsx" SET age = age + 1 WHERE name = "Rui"
rows = FIND "people.xlsx" ORDER BY age DESC
TALK rows[0].name + " " + rows[0].age + " " + rows[1].age    ' expect: Rui 42 31
