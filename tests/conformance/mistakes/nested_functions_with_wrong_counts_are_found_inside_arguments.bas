TALK MAX(1, UCASE())             ' error: GB3006 "UCASE"
