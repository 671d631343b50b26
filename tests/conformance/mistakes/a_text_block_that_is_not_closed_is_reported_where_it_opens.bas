TALK "fine"
' error@+1: GB1011 "TALK"
BEGIN TALK
hello
