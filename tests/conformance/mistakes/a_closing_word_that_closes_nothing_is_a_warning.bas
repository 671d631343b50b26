TALK "a"                         ' expect: a
END FOR                          ' warning: GB1
TALK "b"                         ' expect: b
