TALK "fine"
' error@+1: GB1 "TALK"
BEGIN TALK
hello
