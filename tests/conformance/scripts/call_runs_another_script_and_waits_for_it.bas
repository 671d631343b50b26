TALK "before"
CALL "other.bas"
TALK "after"
' expect: before
' expect: inside
' expect: after
' --- other.bas
TALK "inside"
