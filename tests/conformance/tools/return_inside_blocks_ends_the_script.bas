FOR i = 1 TO 5
  IF i = 3 THEN
    RETURN i
  END IF
NEXT
TALK "never"
' result: 3
