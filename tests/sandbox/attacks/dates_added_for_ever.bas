' limits: fuel=10000000
WHILE TRUE
  x = DATEADD("day", 1, "2026-03-07")   ' fault: GB6900
WEND
