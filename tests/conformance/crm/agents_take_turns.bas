agent = GET_NEXT_AVAILABLE_AGENT()
IF agent IS NULL THEN TALK "nobody"
' expect: nobody
team = CREATE_TEAM "agents", "Answer", ["ana@example.com", "rui@example.com"]
FOR i = 1 TO 3
    agent = GET_NEXT_AVAILABLE_AGENT()
    TALK agent.email
NEXT
' expect: ana@example.com
' expect: rui@example.com
' expect: ana@example.com
