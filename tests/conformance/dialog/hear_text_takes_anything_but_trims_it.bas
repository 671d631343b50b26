HEAR t AS TEXT                   ' input:   any Thing 5
TALK "[" + t + "]"               ' expect: [any Thing 5]
HEAR s AS STRING                 ' input: 5
TALK TYPEOF(s)                   ' expect: string
