x = CALL "sum.bas", 20
TALK x                           ' expect: 21
' --- sum.bas
PARAM n AS INTEGER
DESCRIPTION "adds one"
RETURN n + 1
