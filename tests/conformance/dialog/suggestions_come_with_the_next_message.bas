ADD SUGGESTION "help" AS "Get help"
ADD SUGGESTION "Call me"
TALK "What now?"
' expect: What now?
' button: Get help
' button: Call me
