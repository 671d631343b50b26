t = "x"
WHILE TRUE
  t = t + t               ' fault: GB6903
WEND
