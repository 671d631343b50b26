' limits: text=10000
t = STRING(200, "x")
TALK LEN(REPLACE(t, "x", t))     ' fault: GB6903
