FOR i = 3 TO 1 STEP -1
  TALK i
END FOR
' expect: 3
' expect: 2
' expect: 1
