type = {"id": 7, "items": [1, 2]}
TALK type.id   ' expect: 7
TALK type.items[1]   ' expect: 2
type.id = type.id + 1
IF type.id = 8 AND type THEN
  TALK "kept ${type.id}"   ' expect: kept 8
END IF
other = type
TALK other.id   ' expect: 8
type = [3, 4]
TALK type[1]   ' expect: 4
type = 3
TALK type   ' expect: 3
sum = 1 + type
TALK type * 2 - sum   ' expect: 2
TALK MAX(type, 1)   ' expect: 3
