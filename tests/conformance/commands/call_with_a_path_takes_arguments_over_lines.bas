' only check
CALL "/crm/tickets/create", {
  "subject": "x"
},
  "high"
state = CALL "/crm/tickets/state", 5
TALK state
