' limits: fuel=5000000
t = STRING(4000000, "9")
x = VAL(t)
WHILE t > 0                             ' fault: GB6900
WEND
