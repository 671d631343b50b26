x = triple(4)                    ' error: GB2 "triple"
TALK x
