key = {"id": 7, "items": [1, 2]}
TALK key.id   ' expect: 7
TALK key.items[1]   ' expect: 2
key.id = key.id + 1
IF key.id = 8 AND key THEN
  TALK "kept ${key.id}"   ' expect: kept 8
END IF
other = key
TALK other.id   ' expect: 8
key = [3, 4]
TALK key[1]   ' expect: 4
key = 3
TALK key   ' expect: 3
sum = 1 + key
TALK key * 2 - sum   ' expect: 2
TALK MAX(key, 1)   ' expect: 3
