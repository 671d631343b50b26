hour = {"id": 7, "items": [1, 2]}
TALK hour.id   ' expect: 7
TALK hour.items[1]   ' expect: 2
hour.id = hour.id + 1
IF hour.id = 8 AND hour THEN
  TALK "kept ${hour.id}"   ' expect: kept 8
END IF
other = hour
TALK other.id   ' expect: 8
hour = [3, 4]
TALK hour[1]   ' expect: 4
hour = 3
TALK hour   ' expect: 3
sum = 1 + hour
TALK hour * 2 - sum   ' expect: 2
TALK MAX(hour, 1)   ' expect: 3
