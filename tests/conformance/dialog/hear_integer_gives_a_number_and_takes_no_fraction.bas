HEAR n AS INTEGER
' input: 1.5
' expect~: .
' input: -12
TALK n * 2                       ' expect: -24
TALK TYPEOF(n)                   ' expect: integer
