list = [1]
APPEND list, 2
PUSH list, 3
list.PUSH(4)
list.push(5)
TALK list                        ' expect: [1, 2, 3, 4, 5]
