lead = {"id": 7, "items": [1, 2]}
TALK lead.id   ' expect: 7
TALK lead.items[1]   ' expect: 2
lead.id = lead.id + 1
IF lead.id = 8 AND lead THEN
  TALK "kept ${lead.id}"   ' expect: kept 8
END IF
other = lead
TALK other.id   ' expect: 8
lead = [3, 4]
TALK lead[1]   ' expect: 4
lead = 3
TALK lead   ' expect: 3
sum = 1 + lead
TALK lead * 2 - sum   ' expect: 2
TALK MAX(lead, 1)   ' expect: 3
