zero = 0
TALK 5 MOD zero                  ' expect: 0
