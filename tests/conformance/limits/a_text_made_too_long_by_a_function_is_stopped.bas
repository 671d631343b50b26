' limits: text=10000
TALK LEN(STRING(9999, "x"))      ' expect: 9999
TALK LEN(STRING(10001, "x"))     ' fault: GB6903
