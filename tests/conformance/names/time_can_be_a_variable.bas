time = {"id": 7, "items": [1, 2]}
TALK time.id   ' expect: 7
TALK time.items[1]   ' expect: 2
time.id = time.id + 1
IF time.id = 8 AND time THEN
  TALK "kept ${time.id}"   ' expect: kept 8
END IF
other = time
TALK other.id   ' expect: 8
time = [3, 4]
TALK time[1]   ' expect: 4
time = 3
TALK time   ' expect: 3
sum = 1 + time
TALK time * 2 - sum   ' expect: 2
TALK MAX(time, 1)   ' expect: 3
