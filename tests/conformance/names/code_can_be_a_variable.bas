code = {"id": 7, "items": [1, 2]}
TALK code.id   ' expect: 7
TALK code.items[1]   ' expect: 2
code.id = code.id + 1
IF code.id = 8 AND code THEN
  TALK "kept ${code.id}"   ' expect: kept 8
END IF
other = code
TALK other.id   ' expect: 8
code = [3, 4]
TALK code[1]   ' expect: 4
code = 3
TALK code   ' expect: 3
sum = 1 + code
TALK code * 2 - sum   ' expect: 2
TALK MAX(code, 1)   ' expect: 3
