c = REPLACE(STRING(20000, "x"), "x", "(")
x = FILTER([{a: 1}], c)                 ' fault: GB6004
