TALK "x"
EXIT FOR                         ' error: GB3011
