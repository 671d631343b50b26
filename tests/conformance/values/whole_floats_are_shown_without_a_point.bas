TALK 4 / 2                       ' expect: 2
TALK 2.0                         ' expect: 2
TALK 0.5 * 4                     ' expect: 2
TALK 100000000000000.0           ' expect: 100000000000000
