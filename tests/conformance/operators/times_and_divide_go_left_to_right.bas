TALK 20 / 5 / 2                  ' expect: 2
TALK 20 / 5 * 2                  ' expect: 8
TALK 10 MOD 4 * 2                ' expect: 4
