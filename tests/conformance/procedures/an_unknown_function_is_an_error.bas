x = triple(4)                    ' error: GB2003 "triple"
TALK x
