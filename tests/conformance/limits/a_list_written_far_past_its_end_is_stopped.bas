' limits: items=1000
list = []
list[999] = 1
TALK UBOUND(list)                ' expect: 1000
list[1000] = 1                   ' fault: GB6904
