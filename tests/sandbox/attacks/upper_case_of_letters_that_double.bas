t = STRING(4000000, 223)
x = UCASE(t)                            ' fault: GB6903
