day = {"id": 7, "items": [1, 2]}
TALK day.id   ' expect: 7
TALK day.items[1]   ' expect: 2
day.id = day.id + 1
IF day.id = 8 AND day THEN
  TALK "kept ${day.id}"   ' expect: kept 8
END IF
other = day
TALK other.id   ' expect: 8
day = [3, 4]
TALK day[1]   ' expect: 4
day = 3
TALK day   ' expect: 3
sum = 1 + day
TALK day * 2 - sum   ' expect: 2
TALK MAX(day, 1)   ' expect: 3
