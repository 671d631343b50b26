' limits: fuel=20000000
ON ERROR RESUME NEXT
WHILE TRUE
  x = 1 / 0         ' fault: GB6900
WEND
