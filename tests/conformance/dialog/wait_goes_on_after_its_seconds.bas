TALK "a"                         ' expect: a
WAIT 2
TALK "b"                         ' expect: b
