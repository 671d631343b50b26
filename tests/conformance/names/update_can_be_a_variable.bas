update = {"id": 7, "items": [1, 2]}
TALK update.id   ' expect: 7
TALK update.items[1]   ' expect: 2
update.id = update.id + 1
IF update.id = 8 AND update THEN
  TALK "kept ${update.id}"   ' expect: kept 8
END IF
other = update
TALK other.id   ' expect: 8
update = [3, 4]
TALK update[1]   ' expect: 4
update = 3
TALK update   ' expect: 3
sum = 1 + update
TALK update * 2 - sum   ' expect: 2
TALK MAX(update, 1)   ' expect: 3
