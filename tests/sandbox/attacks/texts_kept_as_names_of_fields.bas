t = STRING(1000000, "x")
o = {}
FOR i = 1 TO 1000
  o[t + i] = 1                          ' fault: GB6901
NEXT
