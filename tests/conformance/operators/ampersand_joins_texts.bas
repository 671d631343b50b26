TALK "a" & 1 & "b"               ' expect: a1b
TALK 1 & 2                       ' expect: 12
