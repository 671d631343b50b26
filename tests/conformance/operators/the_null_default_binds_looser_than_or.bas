TALK 0 ?? 1 OR 5                 ' expect: 0
gone = null
TALK gone ?? 3                   ' expect: 3
TALK "" ?? 3
' expect:
TALK gone ?? gone ?? 9           ' expect: 9
