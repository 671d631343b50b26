name = {"id": 7, "items": [1, 2]}
TALK name.id   ' expect: 7
TALK name.items[1]   ' expect: 2
name.id = name.id + 1
IF name.id = 8 AND name THEN
  TALK "kept ${name.id}"   ' expect: kept 8
END IF
other = name
TALK other.id   ' expect: 8
name = [3, 4]
TALK name[1]   ' expect: 4
name = 3
TALK name   ' expect: 3
sum = 1 + name
TALK name * 2 - sum   ' expect: 2
TALK MAX(name, 1)   ' expect: 3
