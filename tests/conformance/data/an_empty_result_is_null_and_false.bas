SAVE "leads", {"name": "Ana"}
rows = FIND "leads", "name = 'Rui'"
IF NOT rows THEN TALK "none"     ' expect: none
IF rows IS NULL THEN TALK "null" ' expect: null
TALK COUNT(rows)                 ' expect: 0
