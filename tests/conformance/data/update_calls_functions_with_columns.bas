SAVE "people", [{"id": 1, "name": "  ana ", "born": "2000-01-31", "n": 2.345}, {"id": 2, "name": "rui", "n": 1}]
suffix = "!"
changed = UPDATE "people" SET name = UCASE(TRIM(name)) + suffix, n = ROUND(n, 1) WHERE id = 1
row = FIND "people", "id", 1
TALK changed + " " + row.name + " " + row.n    ' expect: 1 ANA! 2.3
UPDATE people SET name = upper(name), length = LEN(name) * 2
row = FIND "people", "id", 2
TALK row.name + " " + row.length    ' expect: RUI 6
UPDATE "people" WITH name AS REPLACE(name, "R", "'; DROP TABLE people; --") WHERE id = 2
row = FIND "people", "id", 2
TALK row.name    ' expect: '; DROP TABLE people; --UI
UPDATE "people" SET born = DATEADD(born, 1, "day") WHERE id = 1
row = FIND "people", "id", 1
TALK row.born    ' expect: 2000-02-01
' ---
SAVE "people", {"id": 2, "name": "rui"}
name = "given"
UPDATE "people" SET name = UCASE(name) WHERE id = 2
row = FIND "people", "id", 2
TALK row.name    ' expect: GIVEN
' ---
SAVE "people", {"id": 1, "tags": "a"}
UPDATE "people" SET tags = COUNT(tags)    ' fault: GB6004 "COUNT cannot be used with a column"
' ---
SAVE "people", {"id": 1, "tags": "a"}
UPDATE "people" SET tags = UCASE(tag)    ' fault: GB7102 "no column tag"
' ---
SAVE "people", {"id": 1, "tags": "a"}
UPDATE "people" SET tags = UCASE(tags, 1, 2)    ' fault: GB6004 "UCASE"
' ---
SAVE "people.csv", {"id": 1, "name": "ana"}
UPDATE "people.csv" SET name = UCASE(name)
row = FIND "people.csv", "id", 1
TALK row.name    ' expect: ANA
