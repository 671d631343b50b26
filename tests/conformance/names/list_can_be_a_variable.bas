list = {"id": 7, "items": [1, 2]}
TALK list.id   ' expect: 7
TALK list.items[1]   ' expect: 2
list.id = list.id + 1
IF list.id = 8 AND list THEN
  TALK "kept ${list.id}"   ' expect: kept 8
END IF
other = list
TALK other.id   ' expect: 8
list = [3, 4]
TALK list[1]   ' expect: 4
list = 3
TALK list   ' expect: 3
sum = 1 + list
TALK list * 2 - sum   ' expect: 2
TALK MAX(list, 1)   ' expect: 3
