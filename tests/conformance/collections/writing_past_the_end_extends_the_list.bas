list = [1]
list[3] = 4
TALK list                        ' expect: [1, null, null, 4]
list[UBOUND(list)] = 5
TALK UBOUND(list)                ' expect: 5
