TALK 2 + 10 MOD 4                ' expect: 4
TALK 3 * 10 MOD 4                ' expect: 2
