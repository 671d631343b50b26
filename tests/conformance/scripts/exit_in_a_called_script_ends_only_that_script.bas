CALL "other.bas"
TALK "main goes on"
' expect: inside
' expect: main goes on
' --- other.bas
TALK "inside"
EXIT
