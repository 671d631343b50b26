TALK 1 + 2 * 3                   ' expect: 7
TALK 2 * 3 + 1                   ' expect: 7
TALK (1 + 2) * 3                 ' expect: 9
TALK 10 - 6 / 2                  ' expect: 7
