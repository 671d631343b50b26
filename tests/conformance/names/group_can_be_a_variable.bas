group = {"id": 7, "items": [1, 2]}
TALK group.id   ' expect: 7
TALK group.items[1]   ' expect: 2
group.id = group.id + 1
IF group.id = 8 AND group THEN
  TALK "kept ${group.id}"   ' expect: kept 8
END IF
other = group
TALK other.id   ' expect: 8
group = [3, 4]
TALK group[1]   ' expect: 4
group = 3
TALK group   ' expect: 3
sum = 1 + group
TALK group * 2 - sum   ' expect: 2
TALK MAX(group, 1)   ' expect: 3
