last = {"id": 7, "items": [1, 2]}
TALK last.id   ' expect: 7
TALK last.items[1]   ' expect: 2
last.id = last.id + 1
IF last.id = 8 AND last THEN
  TALK "kept ${last.id}"   ' expect: kept 8
END IF
other = last
TALK other.id   ' expect: 8
last = [3, 4]
TALK last[1]   ' expect: 4
last = 3
TALK last   ' expect: 3
sum = 1 + last
TALK last * 2 - sum   ' expect: 2
TALK MAX(last, 1)   ' expect: 3
