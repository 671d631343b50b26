x = 1
CALL "other.bas"
TALK x
' expect: true
' expect: 1
' --- other.bas
TALK x IS NULL
x = 99
