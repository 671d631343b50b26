letter = "Dear reader,

all is well.
"
TALK letter
' expect: Dear reader,
' expect:
' expect: all is well.
' expect:
