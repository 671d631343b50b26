list = [1]
FOR EACH n IN list
  TALK n
  IF n < 3 THEN list.PUSH(n + 1)
NEXT
' expect: 1
' expect: 2
' expect: 3
