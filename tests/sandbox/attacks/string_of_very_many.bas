x = STRING(1000000000, "x")             ' fault: GB6903
