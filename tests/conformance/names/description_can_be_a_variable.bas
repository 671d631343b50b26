description = {"id": 7, "items": [1, 2]}
TALK description.id   ' expect: 7
TALK description.items[1]   ' expect: 2
description.id = description.id + 1
IF description.id = 8 AND description THEN
  TALK "kept ${description.id}"   ' expect: kept 8
END IF
other = description
TALK other.id   ' expect: 8
description = [3, 4]
TALK description[1]   ' expect: 4
description = 3
TALK description   ' expect: 3
sum = 1 + description
TALK description * 2 - sum   ' expect: 2
TALK MAX(description, 1)   ' expect: 3
