SAVE "leads" WITH name AS "Ana", age = 30
row = FIND "leads" FIRST
TALK row.name + " " + row.age    ' expect: Ana 30
