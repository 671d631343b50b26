send = {"id": 7, "items": [1, 2]}
TALK send.id   ' expect: 7
TALK send.items[1]   ' expect: 2
send.id = send.id + 1
IF send.id = 8 AND send THEN
  TALK "kept ${send.id}"   ' expect: kept 8
END IF
other = send
TALK other.id   ' expect: 8
send = [3, 4]
TALK send[1]   ' expect: 4
send = 3
TALK send   ' expect: 3
sum = 1 + send
TALK send * 2 - sum   ' expect: 2
TALK MAX(send, 1)   ' expect: 3
