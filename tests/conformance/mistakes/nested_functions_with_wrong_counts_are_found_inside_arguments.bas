TALK MAX(1, UCASE())             ' error: GB3 "UCASE"
