t = "xx"
WHILE TRUE
  t = REPLACE(t, "x", t)  ' fault: GB6903
WEND
