a = [1]
WHILE TRUE
  a = CONCAT(a, a)                      ' fault: GB6904
WEND
