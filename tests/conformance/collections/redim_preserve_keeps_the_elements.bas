DIM a(2)
a(0) = 1
REDIM PRESERVE a(4)
TALK a                           ' expect: [1, null, null, null]
