a = [1]
WHILE TRUE
  a = a + a                             ' fault: GB6904
WEND
