filter = {"id": 7, "items": [1, 2]}
TALK filter.id   ' expect: 7
TALK filter.items[1]   ' expect: 2
filter.id = filter.id + 1
IF filter.id = 8 AND filter THEN
  TALK "kept ${filter.id}"   ' expect: kept 8
END IF
other = filter
TALK other.id   ' expect: 8
filter = [3, 4]
TALK filter[1]   ' expect: 4
filter = 3
TALK filter   ' expect: 3
sum = 1 + filter
TALK filter * 2 - sum   ' expect: 2
TALK MAX(filter, 1)   ' expect: 3
