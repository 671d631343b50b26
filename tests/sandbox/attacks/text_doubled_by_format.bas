t = "{0}"
WHILE TRUE
  t = FORMAT("{0}{0}{0}", t)            ' fault: GB6903
WEND
