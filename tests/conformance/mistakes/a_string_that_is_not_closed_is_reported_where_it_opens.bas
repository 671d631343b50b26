TALK "fine"
' error@+1: GB1
TALK "never closed
TALK 5
