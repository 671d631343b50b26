table = {"id": 7, "items": [1, 2]}
TALK table.id   ' expect: 7
TALK table.items[1]   ' expect: 2
table.id = table.id + 1
IF table.id = 8 AND table THEN
  TALK "kept ${table.id}"   ' expect: kept 8
END IF
other = table
TALK other.id   ' expect: 8
table = [3, 4]
TALK table[1]   ' expect: 4
table = 3
TALK table   ' expect: 3
sum = 1 + table
TALK table * 2 - sum   ' expect: 2
TALK MAX(table, 1)   ' expect: 3
