from = {"id": 7, "items": [1, 2]}
TALK from.id   ' expect: 7
TALK from.items[1]   ' expect: 2
from.id = from.id + 1
IF from.id = 8 AND from THEN
  TALK "kept ${from.id}"   ' expect: kept 8
END IF
other = from
TALK other.id   ' expect: 8
from = [3, 4]
TALK from[1]   ' expect: 4
from = 3
TALK from   ' expect: 3
sum = 1 + from
TALK from * 2 - sum   ' expect: 2
TALK MAX(from, 1)   ' expect: 3
