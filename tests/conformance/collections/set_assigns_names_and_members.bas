SET x = 5
SET row.name = "Ann"
TALK x                           ' expect: 5
TALK row                         ' expect: {"name": "Ann"}
