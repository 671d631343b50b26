FOR i = 1 TO 4
  IF i MOD 2 = 0 THEN CONTINUE
  TALK i
NEXT
' expect: 1
' expect: 3
FOR EACH x IN [1, 2]
  IF x = 1 THEN
    CONTINUE
  END IF
  TALK "x" + x                   ' expect: x2
NEXT
n = 0
DO WHILE n < 3
  n = n + 1
  IF n = 2 THEN CONTINUE
  TALK "n" + n
LOOP
' expect: n1
' expect: n3
