c = STRING(9000, "(") + "a = 1" + STRING(9000, ")")
x = FILTER([{a: 1}], c)                 ' fault: GB6004
