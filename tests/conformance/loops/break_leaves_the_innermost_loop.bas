FOR i = 1 TO 9
  IF i = 2 THEN
    BREAK
  END IF
  TALK i                         ' expect: 1
NEXT
WHILE true
  BREAK
WEND
