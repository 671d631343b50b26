merge = {"id": 7, "items": [1, 2]}
TALK merge.id   ' expect: 7
TALK merge.items[1]   ' expect: 2
merge.id = merge.id + 1
IF merge.id = 8 AND merge THEN
  TALK "kept ${merge.id}"   ' expect: kept 8
END IF
other = merge
TALK other.id   ' expect: 8
merge = [3, 4]
TALK merge[1]   ' expect: 4
merge = 3
TALK merge   ' expect: 3
sum = 1 + merge
TALK merge * 2 - sum   ' expect: 2
TALK MAX(merge, 1)   ' expect: 3
