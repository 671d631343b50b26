level = {"id": 7, "items": [1, 2]}
TALK level.id   ' expect: 7
TALK level.items[1]   ' expect: 2
level.id = level.id + 1
IF level.id = 8 AND level THEN
  TALK "kept ${level.id}"   ' expect: kept 8
END IF
other = level
TALK other.id   ' expect: 8
level = [3, 4]
TALK level[1]   ' expect: 4
level = 3
TALK level   ' expect: 3
sum = 1 + level
TALK level * 2 - sum   ' expect: 2
TALK MAX(level, 1)   ' expect: 3
