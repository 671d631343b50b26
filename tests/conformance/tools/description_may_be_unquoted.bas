DESCRIPTION It is a "simple" tool, isn't it
PARAM n AS INTEGER
RETURN n
' param: n=4
' result: 4
