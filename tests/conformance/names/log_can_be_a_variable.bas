log = {"id": 7, "items": [1, 2]}
TALK log.id   ' expect: 7
TALK log.items[1]   ' expect: 2
log.id = log.id + 1
IF log.id = 8 AND log THEN
  TALK "kept ${log.id}"   ' expect: kept 8
END IF
other = log
TALK other.id   ' expect: 8
log = [3, 4]
TALK log[1]   ' expect: 4
log = 3
TALK log   ' expect: 3
sum = 1 + log
TALK log * 2 - sum   ' expect: 2
TALK MAX(log, 1)   ' expect: 3
