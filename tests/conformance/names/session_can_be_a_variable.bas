session = {"id": 7, "items": [1, 2]}
TALK session.id   ' expect: 7
TALK session.items[1]   ' expect: 2
session.id = session.id + 1
IF session.id = 8 AND session THEN
  TALK "kept ${session.id}"   ' expect: kept 8
END IF
other = session
TALK other.id   ' expect: 8
session = [3, 4]
TALK session[1]   ' expect: 4
session = 3
TALK session   ' expect: 3
sum = 1 + session
TALK session * 2 - sum   ' expect: 2
TALK MAX(session, 1)   ' expect: 3
