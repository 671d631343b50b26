n = 0
again:
n = n + 1
TALK n
IF n < 3 THEN GOTO again
' expect: 1
' expect: 2
' expect: 3
