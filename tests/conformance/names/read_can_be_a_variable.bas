read = {"id": 7, "items": [1, 2]}
TALK read.id   ' expect: 7
TALK read.items[1]   ' expect: 2
read.id = read.id + 1
IF read.id = 8 AND read THEN
  TALK "kept ${read.id}"   ' expect: kept 8
END IF
other = read
TALK other.id   ' expect: 8
read = [3, 4]
TALK read[1]   ' expect: 4
read = 3
TALK read   ' expect: 3
sum = 1 + read
TALK read * 2 - sum   ' expect: 2
TALK MAX(read, 1)   ' expect: 3
