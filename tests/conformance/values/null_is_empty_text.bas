x = null
TALK "[" + x + "]"               ' expect: []
TALK x
' expect:
