a = 3 ' and 'this' is no string
TALK a                           ' expect: 3
