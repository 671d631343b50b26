to = {"id": 7, "items": [1, 2]}
TALK to.id   ' expect: 7
TALK to.items[1]   ' expect: 2
to.id = to.id + 1
IF to.id = 8 AND to THEN
  TALK "kept ${to.id}"   ' expect: kept 8
END IF
other = to
TALK other.id   ' expect: 8
to = [3, 4]
TALK to[1]   ' expect: 4
to = 3
TALK to   ' expect: 3
sum = 1 + to
TALK to * 2 - sum   ' expect: 2
TALK MAX(to, 1)   ' expect: 3
