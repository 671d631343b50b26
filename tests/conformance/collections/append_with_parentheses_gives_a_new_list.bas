list = [1]
other = APPEND(list, 2)
TALK other                       ' expect: [1, 2]
TALK list                        ' expect: [1]
