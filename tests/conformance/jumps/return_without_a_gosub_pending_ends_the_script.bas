GOSUB part
TALK "back"
RETURN 5
part:
TALK "part"
RETURN
' expect: part
' expect: back
' result: 5
