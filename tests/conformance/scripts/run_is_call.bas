RUN "other.bas"
TALK "after"
' expect: inside
' expect: after
' --- other.bas
TALK "inside"
