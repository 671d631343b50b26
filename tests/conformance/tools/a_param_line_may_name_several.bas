PARAM a, b AS INTEGER
DESCRIPTION "adds"
RETURN a + b
' param: a=1
' param: b=2
' result: 3
