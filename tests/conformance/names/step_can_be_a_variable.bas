step = {"id": 7, "items": [1, 2]}
TALK step.id   ' expect: 7
TALK step.items[1]   ' expect: 2
step.id = step.id + 1
IF step.id = 8 AND step THEN
  TALK "kept ${step.id}"   ' expect: kept 8
END IF
other = step
TALK other.id   ' expect: 8
step = [3, 4]
TALK step[1]   ' expect: 4
step = 3
TALK step   ' expect: 3
sum = 1 + step
TALK step * 2 - sum   ' expect: 2
TALK MAX(step, 1)   ' expect: 3
