FOR i = 1 TO 3
  TALK i
NEXT
' expect: 1
' expect: 2
' expect: 3
