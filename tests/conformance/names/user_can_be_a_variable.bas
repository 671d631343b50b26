user = {"id": 7, "items": [1, 2]}
TALK user.id   ' expect: 7
TALK user.items[1]   ' expect: 2
user.id = user.id + 1
IF user.id = 8 AND user THEN
  TALK "kept ${user.id}"   ' expect: kept 8
END IF
other = user
TALK other.id   ' expect: 8
user = [3, 4]
TALK user[1]   ' expect: 4
user = 3
TALK user   ' expect: 3
sum = 1 + user
TALK user * 2 - sum   ' expect: 2
TALK MAX(user, 1)   ' expect: 3
