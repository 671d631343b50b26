model = {"id": 7, "items": [1, 2]}
TALK model.id   ' expect: 7
TALK model.items[1]   ' expect: 2
model.id = model.id + 1
IF model.id = 8 AND model THEN
  TALK "kept ${model.id}"   ' expect: kept 8
END IF
other = model
TALK other.id   ' expect: 8
model = [3, 4]
TALK model[1]   ' expect: 4
model = 3
TALK model   ' expect: 3
sum = 1 + model
TALK model * 2 - sum   ' expect: 2
TALK MAX(model, 1)   ' expect: 3
