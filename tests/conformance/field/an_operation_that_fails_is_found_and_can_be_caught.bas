ON ERROR RESUME NEXT
y = "abc" * 2                    ' warning: GB3007
IF ERROR THEN TALK "caught"      ' expect: caught
TALK y                           ' expect:
