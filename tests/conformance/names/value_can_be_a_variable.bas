value = {"id": 7, "items": [1, 2]}
TALK value.id   ' expect: 7
TALK value.items[1]   ' expect: 2
value.id = value.id + 1
IF value.id = 8 AND value THEN
  TALK "kept ${value.id}"   ' expect: kept 8
END IF
other = value
TALK other.id   ' expect: 8
value = [3, 4]
TALK value[1]   ' expect: 4
value = 3
TALK value   ' expect: 3
sum = 1 + value
TALK value * 2 - sum   ' expect: 2
TALK MAX(value, 1)   ' expect: 3
