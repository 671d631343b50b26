TALK 2 ^ 10                      ' expect: 1024
TALK TYPEOF(2 ^ 10)              ' expect: integer
TALK 2 ^ -1                      ' expect: 0.5
TALK 9 ^ 0.5                     ' expect: 3
TALK 2 ^ 64                      ' expect: 1.8446744073709552e19
