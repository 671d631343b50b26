file = {"id": 7, "items": [1, 2]}
TALK file.id   ' expect: 7
TALK file.items[1]   ' expect: 2
file.id = file.id + 1
IF file.id = 8 AND file THEN
  TALK "kept ${file.id}"   ' expect: kept 8
END IF
other = file
TALK other.id   ' expect: 8
file = [3, 4]
TALK file[1]   ' expect: 4
file = 3
TALK file   ' expect: 3
sum = 1 + file
TALK file * 2 - sum   ' expect: 2
TALK MAX(file, 1)   ' expect: 3
