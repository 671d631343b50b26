t = STRING(4000000, 128512)
a = []
FOR i = 1 TO 1000
  PUSH a, t + i                         ' fault: GB6901
NEXT
