FOR i = 1 TO 10     ' fault: GB6900
  i = 0
NEXT
