a = [1]
b = a
b[0] = 9
TALK a                           ' expect: [9]
