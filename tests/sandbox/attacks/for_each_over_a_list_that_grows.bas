a = [1]
FOR EACH x IN a
  PUSH a, x         ' fault: GB6904
NEXT
