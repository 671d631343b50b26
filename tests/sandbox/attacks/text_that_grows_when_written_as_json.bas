t = CHR(34)
WHILE TRUE
  t = JSON([t])                         ' fault: GB6903
WEND
