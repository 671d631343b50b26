' limits: fuel=20000000
t = STRING(4000000, " ")
WHILE TRUE
  x = t[0]                              ' fault: GB6900
WEND
