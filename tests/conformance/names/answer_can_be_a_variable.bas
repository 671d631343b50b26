answer = {"id": 7, "items": [1, 2]}
TALK answer.id   ' expect: 7
TALK answer.items[1]   ' expect: 2
answer.id = answer.id + 1
IF answer.id = 8 AND answer THEN
  TALK "kept ${answer.id}"   ' expect: kept 8
END IF
other = answer
TALK other.id   ' expect: 8
answer = [3, 4]
TALK answer[1]   ' expect: 4
answer = 3
TALK answer   ' expect: 3
sum = 1 + answer
TALK answer * 2 - sum   ' expect: 2
TALK MAX(answer, 1)   ' expect: 3
