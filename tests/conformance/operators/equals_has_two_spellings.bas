TALK 1 == 1                      ' expect: true
TALK 1 = 1                       ' expect: true
