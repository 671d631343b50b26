x = []
FOR i = 1 TO 100
  x = [x]
NEXT
TALK "made"                      ' expect: made
TALK "as text: " + x             ' fault: GB6905
