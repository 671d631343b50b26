TALK 0 AND 5                     ' expect: 0
TALK 3 AND 5                     ' expect: 5
TALK "x" AND ""
' expect:
