event = {"id": 7, "items": [1, 2]}
TALK event.id   ' expect: 7
TALK event.items[1]   ' expect: 2
event.id = event.id + 1
IF event.id = 8 AND event THEN
  TALK "kept ${event.id}"   ' expect: kept 8
END IF
other = event
TALK other.id   ' expect: 8
event = [3, 4]
TALK event[1]   ' expect: 4
event = 3
TALK event   ' expect: 3
sum = 1 + event
TALK event * 2 - sum   ' expect: 2
TALK MAX(event, 1)   ' expect: 3
