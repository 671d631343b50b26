title = {"id": 7, "items": [1, 2]}
TALK title.id   ' expect: 7
TALK title.items[1]   ' expect: 2
title.id = title.id + 1
IF title.id = 8 AND title THEN
  TALK "kept ${title.id}"   ' expect: kept 8
END IF
other = title
TALK other.id   ' expect: 8
title = [3, 4]
TALK title[1]   ' expect: 4
title = 3
TALK title   ' expect: 3
sum = 1 + title
TALK title * 2 - sum   ' expect: 2
TALK MAX(title, 1)   ' expect: 3
