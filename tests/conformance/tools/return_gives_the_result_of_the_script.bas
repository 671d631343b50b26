TALK "working"                   ' expect: working
RETURN {"ok": true, "n": [1, 2]}
TALK "never"                     ' warning: ?
' result: {"ok": true, "n": [1, 2]}
