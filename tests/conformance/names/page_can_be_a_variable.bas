page = {"id": 7, "items": [1, 2]}
TALK page.id   ' expect: 7
TALK page.items[1]   ' expect: 2
page.id = page.id + 1
IF page.id = 8 AND page THEN
  TALK "kept ${page.id}"   ' expect: kept 8
END IF
other = page
TALK other.id   ' expect: 8
page = [3, 4]
TALK page[1]   ' expect: 4
page = 3
TALK page   ' expect: 3
sum = 1 + page
TALK page * 2 - sum   ' expect: 2
TALK MAX(page, 1)   ' expect: 3
