' limits: fuel=20000000
x = 2
WHILE TRUE                              ' fault: GB6900
  x = x ^ x                             ' fault: GB6900
  IF x > 1e300 THEN x = 3
WEND
