x = 1
IF x THEN EXIT
RETURN 5
' result: null
