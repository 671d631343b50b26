' limits: fuel=20000000
t = STRING(4000000, "x")
o = {}
FOR i = 1 TO 8
  o[t + i] = 1
NEXT
WHILE TRUE                              ' fault: GB6900
  x = o.nothing                         ' fault: GB6900
WEND
