t = STRING(1000000, "[")
WHILE TRUE
  x = t.field                           ' fault: GB6900
WEND
