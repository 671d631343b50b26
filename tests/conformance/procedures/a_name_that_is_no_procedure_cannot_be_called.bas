CALL nothing_here(1)             ' error: GB2 "nothing_here"
