TALK 1 <> 2                      ' expect: true
TALK 1 != 2                      ' expect: true
TALK 1 != 1                      ' expect: false
