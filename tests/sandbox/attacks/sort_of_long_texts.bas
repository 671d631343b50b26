' limits: fuel=20000000
t = STRING(20000, "x")
a = []
FOR i = 1 TO 2000
  PUSH a, t + i
NEXT
WHILE TRUE
  x = SORT(a)                           ' fault: GB6900
WEND
