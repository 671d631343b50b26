count = {"id": 7, "items": [1, 2]}
TALK count.id   ' expect: 7
TALK count.items[1]   ' expect: 2
count.id = count.id + 1
IF count.id = 8 AND count THEN
  TALK "kept ${count.id}"   ' expect: kept 8
END IF
other = count
TALK other.id   ' expect: 8
count = [3, 4]
TALK count[1]   ' expect: 4
count = 3
TALK count   ' expect: 3
sum = 1 + count
TALK count * 2 - sum   ' expect: 2
TALK MAX(count, 1)   ' expect: 3
