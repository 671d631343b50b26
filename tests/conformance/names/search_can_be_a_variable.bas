search = {"id": 7, "items": [1, 2]}
TALK search.id   ' expect: 7
TALK search.items[1]   ' expect: 2
search.id = search.id + 1
IF search.id = 8 AND search THEN
  TALK "kept ${search.id}"   ' expect: kept 8
END IF
other = search
TALK other.id   ' expect: 8
search = [3, 4]
TALK search[1]   ' expect: 4
search = 3
TALK search   ' expect: 3
sum = 1 + search
TALK search * 2 - sum   ' expect: 2
TALK MAX(search, 1)   ' expect: 3
