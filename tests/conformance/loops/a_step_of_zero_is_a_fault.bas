s = 0
FOR i = 1 TO 3 STEP s            ' fault: GB6004
  TALK "no"
NEXT
