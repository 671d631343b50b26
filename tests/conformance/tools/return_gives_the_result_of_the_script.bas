TALK "working"                   ' expect: working
RETURN {"ok": true, "n": [1, 2]}
TALK "never"                     ' warning: GB4001
' result: {"ok": true, "n": [1, 2]}
