list = NEW ARRAY
list.PUSH(1)
TALK list                        ' expect: [1]
