TALK NOT 1 = 2                   ' expect: true
x = "abc"
TALK NOT x CONTAINS "b"          ' expect: false
TALK NOT x = "abc"               ' expect: false
TALK NOT NOT x                   ' expect: true
