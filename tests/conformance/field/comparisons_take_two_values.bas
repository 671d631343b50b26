a = 1
b = 2
y = a = b = 3                    ' error: GB1023 "two values at a time"
IF a < b < 3 THEN TALK "x"       ' error: GB1023 "two values at a time"
