' limits: fuel=5000000
t = STRING(99999, "9")
x = VAL(t)
WHILE t > 0                             ' fault: GB6900
WEND
