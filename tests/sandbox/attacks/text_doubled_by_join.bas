t = "x"
WHILE TRUE
  t = JOIN([t, t, t], t)  ' fault: GB6903
WEND
