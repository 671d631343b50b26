number = {"id": 7, "items": [1, 2]}
TALK number.id   ' expect: 7
TALK number.items[1]   ' expect: 2
number.id = number.id + 1
IF number.id = 8 AND number THEN
  TALK "kept ${number.id}"   ' expect: kept 8
END IF
other = number
TALK other.id   ' expect: 8
number = [3, 4]
TALK number[1]   ' expect: 4
number = 3
TALK number   ' expect: 3
sum = 1 + number
TALK number * 2 - sum   ' expect: 2
TALK MAX(number, 1)   ' expect: 3
