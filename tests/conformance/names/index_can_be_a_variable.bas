index = {"id": 7, "items": [1, 2]}
TALK index.id   ' expect: 7
TALK index.items[1]   ' expect: 2
index.id = index.id + 1
IF index.id = 8 AND index THEN
  TALK "kept ${index.id}"   ' expect: kept 8
END IF
other = index
TALK other.id   ' expect: 8
index = [3, 4]
TALK index[1]   ' expect: 4
index = 3
TALK index   ' expect: 3
sum = 1 + index
TALK index * 2 - sum   ' expect: 2
TALK MAX(index, 1)   ' expect: 3
