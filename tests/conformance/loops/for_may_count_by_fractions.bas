FOR x = 0 TO 1 STEP 0.5
  TALK x
NEXT
' expect: 0
' expect: 0.5
' expect: 1
