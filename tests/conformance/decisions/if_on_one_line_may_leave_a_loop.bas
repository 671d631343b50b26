FOR i = 1 TO 5
  IF i = 3 THEN EXIT FOR
  TALK i
NEXT
' expect: 1
' expect: 2
