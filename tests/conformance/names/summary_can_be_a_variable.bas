summary = {"id": 7, "items": [1, 2]}
TALK summary.id   ' expect: 7
TALK summary.items[1]   ' expect: 2
summary.id = summary.id + 1
IF summary.id = 8 AND summary THEN
  TALK "kept ${summary.id}"   ' expect: kept 8
END IF
other = summary
TALK other.id   ' expect: 8
summary = [3, 4]
TALK summary[1]   ' expect: 4
summary = 3
TALK summary   ' expect: 3
sum = 1 + summary
TALK summary * 2 - sum   ' expect: 2
TALK MAX(summary, 1)   ' expect: 3
