' limits: fuel=5000000
t = "[" + JOIN(FILL("1", 500000), ",") + "]"
WHILE TRUE
  x = t[0]                              ' fault: GB6900
WEND
