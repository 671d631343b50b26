TALK 10 - 4 - 3                  ' expect: 3
TALK 10 - 4 + 3                  ' expect: 9
TALK "a" + 1 + 2                 ' expect: a12
TALK 1 + 2 + "a"                 ' expect: 3a
