DIM a(2), names$(3), total
names$(0) = "x"
TALK UBOUND(a) + UBOUND(names$)  ' expect: 5
TALK total IS NULL               ' expect: true
