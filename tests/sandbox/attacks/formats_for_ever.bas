' limits: fuel=10000000
p = STRING(990, "0")
WHILE TRUE
  i = i + 1
  x = FORMAT(1.5, p + (i MOD 1000))     ' fault: GB6900
WEND
