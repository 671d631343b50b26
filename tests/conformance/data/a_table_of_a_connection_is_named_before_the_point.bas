TABLE staff ON erp
  id integer key
  name string
END TABLE
SAVE "erp.staff", {"name": "Ana"}
rows = FIND "staff" ON erp
TALK rows.name                   ' expect: Ana
db = CONNECT "erp"
rows = FIND "staff" ON db
TALK COUNT(rows)                 ' expect: 1
rows = QUERY "erp", "SELECT name FROM staff"
TALK rows.name                   ' expect: Ana
rows = FIND "staff"              ' fault: GB7101
