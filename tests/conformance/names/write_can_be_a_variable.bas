write = {"id": 7, "items": [1, 2]}
TALK write.id   ' expect: 7
TALK write.items[1]   ' expect: 2
write.id = write.id + 1
IF write.id = 8 AND write THEN
  TALK "kept ${write.id}"   ' expect: kept 8
END IF
other = write
TALK other.id   ' expect: 8
write = [3, 4]
TALK write[1]   ' expect: 4
write = 3
TALK write   ' expect: 3
sum = 1 + write
TALK write * 2 - sum   ' expect: 2
TALK MAX(write, 1)   ' expect: 3
