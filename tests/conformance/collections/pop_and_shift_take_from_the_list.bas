list = [1, 2, 3]
TALK POP(list)                   ' expect: 3
TALK SHIFT(list)                 ' expect: 1
TALK list                        ' expect: [2]
