CONST rate = 5
rate = 6                         ' error: GB "rate"
