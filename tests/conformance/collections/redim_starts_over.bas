DIM a(2)
a(0) = 1
REDIM a(3)
TALK a                           ' expect: [null, null, null]
