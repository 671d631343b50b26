subject = {"id": 7, "items": [1, 2]}
TALK subject.id   ' expect: 7
TALK subject.items[1]   ' expect: 2
subject.id = subject.id + 1
IF subject.id = 8 AND subject THEN
  TALK "kept ${subject.id}"   ' expect: kept 8
END IF
other = subject
TALK other.id   ' expect: 8
subject = [3, 4]
TALK subject[1]   ' expect: 4
subject = 3
TALK subject   ' expect: 3
sum = 1 + subject
TALK subject * 2 - sum   ' expect: 2
TALK MAX(subject, 1)   ' expect: 3
