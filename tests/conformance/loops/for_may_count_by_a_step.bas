FOR i = 0 TO 10 STEP 5
  TALK i
NEXT i
' expect: 0
' expect: 5
' expect: 10
