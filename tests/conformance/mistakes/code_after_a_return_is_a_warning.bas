TALK "a"                         ' expect: a
RETURN
TALK "b"                         ' warning: GB4001
