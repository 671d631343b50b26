email = {"id": 7, "items": [1, 2]}
TALK email.id   ' expect: 7
TALK email.items[1]   ' expect: 2
email.id = email.id + 1
IF email.id = 8 AND email THEN
  TALK "kept ${email.id}"   ' expect: kept 8
END IF
other = email
TALK other.id   ' expect: 8
email = [3, 4]
TALK email[1]   ' expect: 4
email = 3
TALK email   ' expect: 3
sum = 1 + email
TALK email * 2 - sum   ' expect: 2
TALK MAX(email, 1)   ' expect: 3
