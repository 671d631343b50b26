queue = {"id": 7, "items": [1, 2]}
TALK queue.id   ' expect: 7
TALK queue.items[1]   ' expect: 2
queue.id = queue.id + 1
IF queue.id = 8 AND queue THEN
  TALK "kept ${queue.id}"   ' expect: kept 8
END IF
other = queue
TALK other.id   ' expect: 8
queue = [3, 4]
TALK queue[1]   ' expect: 4
queue = 3
TALK queue   ' expect: 3
sum = 1 + queue
TALK queue * 2 - sum   ' expect: 2
TALK MAX(queue, 1)   ' expect: 3
