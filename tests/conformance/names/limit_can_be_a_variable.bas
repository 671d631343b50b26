limit = {"id": 7, "items": [1, 2]}
TALK limit.id   ' expect: 7
TALK limit.items[1]   ' expect: 2
limit.id = limit.id + 1
IF limit.id = 8 AND limit THEN
  TALK "kept ${limit.id}"   ' expect: kept 8
END IF
other = limit
TALK other.id   ' expect: 8
limit = [3, 4]
TALK limit[1]   ' expect: 4
limit = 3
TALK limit   ' expect: 3
sum = 1 + limit
TALK limit * 2 - sum   ' expect: 2
TALK MAX(limit, 1)   ' expect: 3
