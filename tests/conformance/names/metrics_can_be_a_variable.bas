metrics = {"id": 7, "items": [1, 2]}
TALK metrics.id   ' expect: 7
TALK metrics.items[1]   ' expect: 2
metrics.id = metrics.id + 1
IF metrics.id = 8 AND metrics THEN
  TALK "kept ${metrics.id}"   ' expect: kept 8
END IF
other = metrics
TALK other.id   ' expect: 8
metrics = [3, 4]
TALK metrics[1]   ' expect: 4
metrics = 3
TALK metrics   ' expect: 3
sum = 1 + metrics
TALK metrics * 2 - sum   ' expect: 2
TALK MAX(metrics, 1)   ' expect: 3
