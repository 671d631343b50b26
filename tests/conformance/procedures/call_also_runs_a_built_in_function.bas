list = [1]
CALL PUSH(list, 2)
TALK list                        ' expect: [1, 2]
