n = 4
RETURN n > 3 ? -1 : n
' result: -1
