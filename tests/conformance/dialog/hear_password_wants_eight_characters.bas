HEAR p AS PASSWORD
' input: short
' expect~: 8
' input: long enough
TALK LEN(p)                      ' expect: 11
