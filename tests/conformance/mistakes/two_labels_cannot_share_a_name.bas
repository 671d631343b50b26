one:
TALK "a"
one:                             ' error: GB2005 "one"
TALK "b"
GOTO one
