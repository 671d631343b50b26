answer = "[10, 20]"
FOR EACH n IN answer
  TALK n
NEXT
' expect: 10
' expect: 20
