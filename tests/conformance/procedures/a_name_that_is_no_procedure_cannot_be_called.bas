CALL nothing_here(1)             ' error: GB2003 "nothing_here"
