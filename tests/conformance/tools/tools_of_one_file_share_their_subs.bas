REM One
PARAM a AS INTEGER
DESCRIPTION "one"
RETURN twice(a)

REM Two
PARAM a AS INTEGER
DESCRIPTION "two"
RETURN twice(a) + 1

FUNCTION twice(n)
  RETURN n * 2
END FUNCTION
' tool: two
' param: a=5
' result: 11
