find = {"id": 7, "items": [1, 2]}
TALK find.id   ' expect: 7
TALK find.items[1]   ' expect: 2
find.id = find.id + 1
IF find.id = 8 AND find THEN
  TALK "kept ${find.id}"   ' expect: kept 8
END IF
other = find
TALK other.id   ' expect: 8
find = [3, 4]
TALK find[1]   ' expect: 4
find = 3
TALK find   ' expect: 3
sum = 1 + find
TALK find * 2 - sum   ' expect: 2
TALK MAX(find, 1)   ' expect: 3
