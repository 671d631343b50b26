TALK 1 + 1 = 2                   ' expect: true
TALK 5 > 2 + 2                   ' expect: true
TALK "a" + "b" = "ab"            ' expect: true
TALK 2 * 3 <> 6                  ' expect: false
