HEAR age AS INTEGER DEFAULT 18
' input: a
' expect~: .
' input: b
' expect~: .
' input: c
TALK age                         ' expect: 18
