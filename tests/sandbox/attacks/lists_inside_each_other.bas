a = []
WHILE TRUE
  a = [a]                               ' fault: GB6901
WEND
