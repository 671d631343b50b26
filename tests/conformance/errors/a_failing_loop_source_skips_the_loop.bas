ON ERROR RESUME NEXT
n = 0
FOR EACH x IN [1 / n]
  TALK "no"
NEXT
FOR i = 1 TO 1 / n
  TALK "no"
NEXT
TALK "after"                     ' expect: after
