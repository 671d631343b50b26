n = "2"
FOR i = "1" TO n
  TALK i + 0
NEXT
' expect: 1
' expect: 2
