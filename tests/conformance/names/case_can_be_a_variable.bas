case = {"id": 7, "items": [1, 2]}
TALK case.id   ' expect: 7
TALK case.items[1]   ' expect: 2
case.id = case.id + 1
IF case.id = 8 AND case THEN
  TALK "kept ${case.id}"   ' expect: kept 8
END IF
other = case
TALK other.id   ' expect: 8
case = [3, 4]
TALK case[1]   ' expect: 4
case = 3
TALK case   ' expect: 3
sum = 1 + case
TALK case * 2 - sum   ' expect: 2
TALK MAX(case, 1)   ' expect: 3
