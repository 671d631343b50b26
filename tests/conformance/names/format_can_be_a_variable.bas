format = {"id": 7, "items": [1, 2]}
TALK format.id   ' expect: 7
TALK format.items[1]   ' expect: 2
format.id = format.id + 1
IF format.id = 8 AND format THEN
  TALK "kept ${format.id}"   ' expect: kept 8
END IF
other = format
TALK other.id   ' expect: 8
format = [3, 4]
TALK format[1]   ' expect: 4
format = 3
TALK format   ' expect: 3
sum = 1 + format
TALK format * 2 - sum   ' expect: 2
TALK MAX(format, 1)   ' expect: 3
