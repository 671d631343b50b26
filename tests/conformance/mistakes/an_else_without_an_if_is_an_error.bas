TALK "x"
ELSE                             ' error: GB1 "ELSE"
TALK "y"
