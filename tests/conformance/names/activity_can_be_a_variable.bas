activity = {"id": 7, "items": [1, 2]}
TALK activity.id   ' expect: 7
TALK activity.items[1]   ' expect: 2
activity.id = activity.id + 1
IF activity.id = 8 AND activity THEN
  TALK "kept ${activity.id}"   ' expect: kept 8
END IF
other = activity
TALK other.id   ' expect: 8
activity = [3, 4]
TALK activity[1]   ' expect: 4
activity = 3
TALK activity   ' expect: 3
sum = 1 + activity
TALK activity * 2 - sum   ' expect: 2
TALK MAX(activity, 1)   ' expect: 3
