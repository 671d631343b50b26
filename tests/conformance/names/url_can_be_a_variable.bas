url = {"id": 7, "items": [1, 2]}
TALK url.id   ' expect: 7
TALK url.items[1]   ' expect: 2
url.id = url.id + 1
IF url.id = 8 AND url THEN
  TALK "kept ${url.id}"   ' expect: kept 8
END IF
other = url
TALK other.id   ' expect: 8
url = [3, 4]
TALK url[1]   ' expect: 4
url = 3
TALK url   ' expect: 3
sum = 1 + url
TALK url * 2 - sum   ' expect: 2
TALK MAX(url, 1)   ' expect: 3
