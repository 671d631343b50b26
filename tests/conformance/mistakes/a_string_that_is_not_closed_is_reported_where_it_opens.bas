TALK "fine"
' error@+1: GB1002
TALK "never closed
TALK 5
