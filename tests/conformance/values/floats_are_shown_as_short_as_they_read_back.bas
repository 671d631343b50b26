TALK 0.1                         ' expect: 0.1
TALK 0.1 + 0.2                   ' expect: 0.30000000000000004
TALK 1 / 3                       ' expect: 0.3333333333333333
TALK -2.5                        ' expect: -2.5
