TALK (1 OR 0) + 1                ' expect: 2
TALK 2 * (3 + (4 - 1))           ' expect: 12
x = ("a" = "a") = true
TALK x                           ' expect: true
