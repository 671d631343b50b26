PARAM a AS INTEGER
DESCRIPTION "first"
RETURN "first " + a

REM Second
PARAM b AS INTEGER
DESCRIPTION "second"
RETURN "second"
' param: a=1
' result: "first 1"
