save = {"id": 7, "items": [1, 2]}
TALK save.id   ' expect: 7
TALK save.items[1]   ' expect: 2
save.id = save.id + 1
IF save.id = 8 AND save THEN
  TALK "kept ${save.id}"   ' expect: kept 8
END IF
other = save
TALK other.id   ' expect: 8
save = [3, 4]
TALK save[1]   ' expect: 4
save = 3
TALK save   ' expect: 3
sum = 1 + save
TALK save * 2 - sum   ' expect: 2
TALK MAX(save, 1)   ' expect: 3
