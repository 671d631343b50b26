TALK 7 MOD 3                     ' expect: 1
TALK -7 MOD 3                    ' expect: -1
TALK 7 MOD -3                    ' expect: 1
TALK 7.5 MOD 2                   ' expect: 1.5
