TALK 2 * 3 ^ 2                   ' expect: 18
TALK 3 ^ 2 * 2                   ' expect: 18
TALK 12 / 2 ^ 2                  ' expect: 3
