score = {"id": 7, "items": [1, 2]}
TALK score.id   ' expect: 7
TALK score.items[1]   ' expect: 2
score.id = score.id + 1
IF score.id = 8 AND score THEN
  TALK "kept ${score.id}"   ' expect: kept 8
END IF
other = score
TALK other.id   ' expect: 8
score = [3, 4]
TALK score[1]   ' expect: 4
score = 3
TALK score   ' expect: 3
sum = 1 + score
TALK score * 2 - sum   ' expect: 2
TALK MAX(score, 1)   ' expect: 3
