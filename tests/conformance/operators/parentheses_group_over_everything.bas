TALK (1 OR 0) + 1                ' expect: 2
TALK 2 * (3 + (4 - 1))           ' expect: 12
TALK ("a" = "a") = true          ' expect: true
