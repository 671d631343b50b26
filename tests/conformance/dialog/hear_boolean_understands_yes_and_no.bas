HEAR a AS BOOLEAN                ' input: Yes
HEAR b AS BOOLEAN                ' input: não
HEAR c AS BOOL                   ' input: sure
HEAR d AS BOOLEAN
' input: maybe
' expect~: .
' input: no
TALK [a, b, c, d]                ' expect: [true, false, true, false]
