FOR i = 1 TO 4
  TALK i
NEXT
' expect: 1
' expect: 2
' expect: 3
' expect: 4
