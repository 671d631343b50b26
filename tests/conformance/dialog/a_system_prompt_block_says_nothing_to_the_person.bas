role = "clerk"
BEGIN SYSTEM PROMPT
You are a ${role}.

Be kind.
END SYSTEM PROMPT
TALK "ready"                     ' expect: ready
