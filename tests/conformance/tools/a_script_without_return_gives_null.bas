x = 5
TALK x                           ' expect: 5
' result: null
