list = [1, 2, 3, 4]
list.splice(1, 2)
TALK list                        ' expect: [1, 4]
