TALK 12                          ' expect: 12
TALK 12.50                       ' expect: 12.5
TALK -3                          ' expect: -3
TALK 007                         ' expect: 7
