TALK -2 ^ 2                      ' expect: 4
TALK 2 ^ -2                      ' expect: 0.25
TALK 5 - -3                      ' expect: 8
TALK - -4                        ' expect: 4
