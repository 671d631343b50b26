priority = {"id": 7, "items": [1, 2]}
TALK priority.id   ' expect: 7
TALK priority.items[1]   ' expect: 2
priority.id = priority.id + 1
IF priority.id = 8 AND priority THEN
  TALK "kept ${priority.id}"   ' expect: kept 8
END IF
other = priority
TALK other.id   ' expect: 8
priority = [3, 4]
TALK priority[1]   ' expect: 4
priority = 3
TALK priority   ' expect: 3
sum = 1 + priority
TALK priority * 2 - sum   ' expect: 2
TALK MAX(priority, 1)   ' expect: 3
