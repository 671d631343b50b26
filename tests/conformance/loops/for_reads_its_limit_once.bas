n = 2
FOR i = 1 TO n
  n = 10
  TALK i
NEXT
' expect: 1
' expect: 2
