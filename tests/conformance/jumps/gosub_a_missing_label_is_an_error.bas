GOSUB nowhere                    ' error: GB2001 "nowhere"
