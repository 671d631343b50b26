' limits: fuel=20000000
t = STRING(4000000, "x")
WHILE TRUE
  x = HASH(t)                           ' fault: GB6900
WEND
