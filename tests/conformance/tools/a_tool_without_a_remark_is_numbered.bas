DESCRIPTION "first"
RETURN 1

DESCRIPTION "second"
RETURN 2

DESCRIPTION "third"
RETURN 3
' tool: #3
' result: 3
