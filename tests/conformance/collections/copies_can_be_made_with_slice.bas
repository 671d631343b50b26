a = [1, 2]
b = SLICE(a, 0)
b[0] = 9
TALK a                           ' expect: [1, 2]
