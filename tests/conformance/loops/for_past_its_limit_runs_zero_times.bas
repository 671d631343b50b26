FOR i = 5 TO 1
  TALK "no"
NEXT
TALK "done"                      ' expect: done
