DESCRIPTION "adds one"
PARAM n AS INTEGER
RETURN n + 1
' param: n=4
' result: 5
