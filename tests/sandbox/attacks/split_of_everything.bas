t = STRING(900000, "a")
a = []
WHILE TRUE
  PUSH a, SPLIT(t, "")                  ' fault: GB6901
WEND
