' limits: fuel=5000000
WHILE TRUE                              ' fault: GB6900
  x = ROUND(ATAN(1.5), 2)               ' fault: GB6900
WEND
