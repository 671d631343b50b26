' limits: fuel=20000000
a = RANGE(1, 900000)
WHILE TRUE
  PUSH a, SHIFT(a)                      ' fault: GB6900
WEND
