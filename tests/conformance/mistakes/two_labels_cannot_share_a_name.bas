one:
TALK "a"
one:                             ' error: GB2 "one"
TALK "b"
GOTO one
