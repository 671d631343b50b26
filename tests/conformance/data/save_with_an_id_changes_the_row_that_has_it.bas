id = SAVE "leads", {"name": "Ana", "age": 30}
again = SAVE "leads", {"id": id, "name": "Ana Lima"}
TALK again = id                  ' expect: true
SAVE "leads", id, {"age": 31}
rows = FIND "leads"
TALK COUNT(rows)                 ' expect: 1
TALK rows.name + " " + rows.age  ' expect: Ana Lima 31
