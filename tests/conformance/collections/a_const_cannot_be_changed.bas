CONST rate = 5
rate = 6                         ' error: GB2008 "rate"
