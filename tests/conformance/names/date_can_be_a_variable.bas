date = {"id": 7, "items": [1, 2]}
TALK date.id   ' expect: 7
TALK date.items[1]   ' expect: 2
date.id = date.id + 1
IF date.id = 8 AND date THEN
  TALK "kept ${date.id}"   ' expect: kept 8
END IF
other = date
TALK other.id   ' expect: 8
date = [3, 4]
TALK date[1]   ' expect: 4
date = 3
TALK date   ' expect: 3
sum = 1 + date
TALK date * 2 - sum   ' expect: 2
TALK MAX(date, 1)   ' expect: 3
