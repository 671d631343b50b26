TALK "x"
ELSE                             ' error: GB1010 "ELSE"
TALK "y"
