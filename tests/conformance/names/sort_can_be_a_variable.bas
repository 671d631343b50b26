sort = {"id": 7, "items": [1, 2]}
TALK sort.id   ' expect: 7
TALK sort.items[1]   ' expect: 2
sort.id = sort.id + 1
IF sort.id = 8 AND sort THEN
  TALK "kept ${sort.id}"   ' expect: kept 8
END IF
other = sort
TALK other.id   ' expect: 8
sort = [3, 4]
TALK sort[1]   ' expect: 4
sort = 3
TALK sort   ' expect: 3
sum = 1 + sort
TALK sort * 2 - sum   ' expect: 2
TALK MAX(sort, 1)   ' expect: 3
