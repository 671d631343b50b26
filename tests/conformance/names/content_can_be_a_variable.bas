content = {"id": 7, "items": [1, 2]}
TALK content.id   ' expect: 7
TALK content.items[1]   ' expect: 2
content.id = content.id + 1
IF content.id = 8 AND content THEN
  TALK "kept ${content.id}"   ' expect: kept 8
END IF
other = content
TALK other.id   ' expect: 8
content = [3, 4]
TALK content[1]   ' expect: 4
content = 3
TALK content   ' expect: 3
sum = 1 + content
TALK content * 2 - sum   ' expect: 2
TALK MAX(content, 1)   ' expect: 3
