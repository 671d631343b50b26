TALK "x"
EXIT FOR                         ' error: GB
