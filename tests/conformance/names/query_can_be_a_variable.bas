query = {"id": 7, "items": [1, 2]}
TALK query.id   ' expect: 7
TALK query.items[1]   ' expect: 2
query.id = query.id + 1
IF query.id = 8 AND query THEN
  TALK "kept ${query.id}"   ' expect: kept 8
END IF
other = query
TALK other.id   ' expect: 8
query = [3, 4]
TALK query[1]   ' expect: 4
query = 3
TALK query   ' expect: 3
sum = 1 + query
TALK query * 2 - sum   ' expect: 2
TALK MAX(query, 1)   ' expect: 3
