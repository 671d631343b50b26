first = {"id": 7, "items": [1, 2]}
TALK first.id   ' expect: 7
TALK first.items[1]   ' expect: 2
first.id = first.id + 1
IF first.id = 8 AND first THEN
  TALK "kept ${first.id}"   ' expect: kept 8
END IF
other = first
TALK other.id   ' expect: 8
first = [3, 4]
TALK first[1]   ' expect: 4
first = 3
TALK first   ' expect: 3
sum = 1 + first
TALK first * 2 - sum   ' expect: 2
TALK MAX(first, 1)   ' expect: 3
