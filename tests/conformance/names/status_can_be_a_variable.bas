status = {"id": 7, "items": [1, 2]}
TALK status.id   ' expect: 7
TALK status.items[1]   ' expect: 2
status.id = status.id + 1
IF status.id = 8 AND status THEN
  TALK "kept ${status.id}"   ' expect: kept 8
END IF
other = status
TALK other.id   ' expect: 8
status = [3, 4]
TALK status[1]   ' expect: 4
status = 3
TALK status   ' expect: 3
sum = 1 + status
TALK status * 2 - sum   ' expect: 2
TALK MAX(status, 1)   ' expect: 3
