rows = []
WHILE TRUE
  PUSH rows, RANGE(1, 100000)           ' fault: GB6901
WEND
