body = {"id": 7, "items": [1, 2]}
TALK body.id   ' expect: 7
TALK body.items[1]   ' expect: 2
body.id = body.id + 1
IF body.id = 8 AND body THEN
  TALK "kept ${body.id}"   ' expect: kept 8
END IF
other = body
TALK other.id   ' expect: 8
body = [3, 4]
TALK body[1]   ' expect: 4
body = 3
TALK body   ' expect: 3
sum = 1 + body
TALK body * 2 - sum   ' expect: 2
TALK MAX(body, 1)   ' expect: 3
