message = {"id": 7, "items": [1, 2]}
TALK message.id   ' expect: 7
TALK message.items[1]   ' expect: 2
message.id = message.id + 1
IF message.id = 8 AND message THEN
  TALK "kept ${message.id}"   ' expect: kept 8
END IF
other = message
TALK other.id   ' expect: 8
message = [3, 4]
TALK message[1]   ' expect: 4
message = 3
TALK message   ' expect: 3
sum = 1 + message
TALK message * 2 - sum   ' expect: 2
TALK MAX(message, 1)   ' expect: 3
