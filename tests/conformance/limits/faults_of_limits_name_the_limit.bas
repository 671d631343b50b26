' limits: items=100
list = RANGE(1, 100)
TALK UBOUND(list)                ' expect: 100
list = RANGE(1, 101)             ' fault: GB6904 "100"
