SAVE "leads", {"name": "Ana", "age": 30}
SAVE "leads", {"name": "Rui", "age": 41}
rows = FIND "leads"
TALK COUNT(rows)                 ' expect: 2
FOR EACH row IN rows
  TALK row.name + " " + row.age  ' expect: Ana 30 ' expect: Rui 41
NEXT
