role = {"id": 7, "items": [1, 2]}
TALK role.id   ' expect: 7
TALK role.items[1]   ' expect: 2
role.id = role.id + 1
IF role.id = 8 AND role THEN
  TALK "kept ${role.id}"   ' expect: kept 8
END IF
other = role
TALK other.id   ' expect: 8
role = [3, 4]
TALK role[1]   ' expect: 4
role = 3
TALK role   ' expect: 3
sum = 1 + role
TALK role * 2 - sum   ' expect: 2
TALK MAX(role, 1)   ' expect: 3
