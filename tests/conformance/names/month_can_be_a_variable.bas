month = {"id": 7, "items": [1, 2]}
TALK month.id   ' expect: 7
TALK month.items[1]   ' expect: 2
month.id = month.id + 1
IF month.id = 8 AND month THEN
  TALK "kept ${month.id}"   ' expect: kept 8
END IF
other = month
TALK other.id   ' expect: 8
month = [3, 4]
TALK month[1]   ' expect: 4
month = 3
TALK month   ' expect: 3
sum = 1 + month
TALK month * 2 - sum   ' expect: 2
TALK MAX(month, 1)   ' expect: 3
