template = {"id": 7, "items": [1, 2]}
TALK template.id   ' expect: 7
TALK template.items[1]   ' expect: 2
template.id = template.id + 1
IF template.id = 8 AND template THEN
  TALK "kept ${template.id}"   ' expect: kept 8
END IF
other = template
TALK other.id   ' expect: 8
template = [3, 4]
TALK template[1]   ' expect: 4
template = 3
TALK template   ' expect: 3
sum = 1 + template
TALK template * 2 - sum   ' expect: 2
TALK MAX(template, 1)   ' expect: 3
