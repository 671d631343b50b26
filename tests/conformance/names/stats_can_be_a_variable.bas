stats = {"id": 7, "items": [1, 2]}
TALK stats.id   ' expect: 7
TALK stats.items[1]   ' expect: 2
stats.id = stats.id + 1
IF stats.id = 8 AND stats THEN
  TALK "kept ${stats.id}"   ' expect: kept 8
END IF
other = stats
TALK other.id   ' expect: 8
stats = [3, 4]
TALK stats[1]   ' expect: 4
stats = 3
TALK stats   ' expect: 3
sum = 1 + stats
TALK stats * 2 - sum   ' expect: 2
TALK MAX(stats, 1)   ' expect: 3
