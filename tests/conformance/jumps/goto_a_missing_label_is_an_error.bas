TALK "x"
GOTO nowhere                     ' error: GB2001 "nowhere"
