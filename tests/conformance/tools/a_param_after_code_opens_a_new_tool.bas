REM Add two numbers
PARAM a AS INTEGER
PARAM b AS INTEGER
DESCRIPTION "adds"
RETURN a + b

REM Double a number
PARAM n AS INTEGER
DESCRIPTION "doubles"
RETURN n * 2
' tool: double_a_number
' param: n=21
' result: 42
