TALK LEN("")                     ' expect: 0
TALK ""
' expect:
