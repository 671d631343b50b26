text = {"id": 7, "items": [1, 2]}
TALK text.id   ' expect: 7
TALK text.items[1]   ' expect: 2
text.id = text.id + 1
IF text.id = 8 AND text THEN
  TALK "kept ${text.id}"   ' expect: kept 8
END IF
other = text
TALK other.id   ' expect: 8
text = [3, 4]
TALK text[1]   ' expect: 4
text = 3
TALK text   ' expect: 3
sum = 1 + text
TALK text * 2 - sum   ' expect: 2
TALK MAX(text, 1)   ' expect: 3
