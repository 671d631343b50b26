' limits: fuel=20000000
t = STRING(99999, " ") + "1"
WHILE t > 0                             ' fault: GB6900
WEND
