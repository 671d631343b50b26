n = 0
Again:
n = n + 1
IF n < 3 THEN goto AGAIN
TALK n                           ' expect: 3
