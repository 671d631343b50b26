data = {"id": 7, "items": [1, 2]}
TALK data.id   ' expect: 7
TALK data.items[1]   ' expect: 2
data.id = data.id + 1
IF data.id = 8 AND data THEN
  TALK "kept ${data.id}"   ' expect: kept 8
END IF
other = data
TALK other.id   ' expect: 8
data = [3, 4]
TALK data[1]   ' expect: 4
data = 3
TALK data   ' expect: 3
sum = 1 + data
TALK data * 2 - sum   ' expect: 2
TALK MAX(data, 1)   ' expect: 3
