TALK "a"                         ' expect: a
END FOR                          ' warning: GB1080
TALK "b"                         ' expect: b
