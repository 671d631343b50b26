ON ERROR RESUME NEXT
n = 0
FOR i = 1 TO 2
  x = 1 / n
  TALK "round " + i
NEXT
' expect: round 1
' expect: round 2
