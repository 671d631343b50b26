field = {"id": 7, "items": [1, 2]}
TALK field.id   ' expect: 7
TALK field.items[1]   ' expect: 2
field.id = field.id + 1
IF field.id = 8 AND field THEN
  TALK "kept ${field.id}"   ' expect: kept 8
END IF
other = field
TALK other.id   ' expect: 8
field = [3, 4]
TALK field[1]   ' expect: 4
field = 3
TALK field   ' expect: 3
sum = 1 + field
TALK field * 2 - sum   ' expect: 2
TALK MAX(field, 1)   ' expect: 3
