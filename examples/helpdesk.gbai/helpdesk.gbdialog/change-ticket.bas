PARAM id AS INTEGER LIKE 12 DESCRIPTION "Number of the ticket"
PARAM state AS "open", "in work", "waiting", "solved", "closed" DESCRIPTION "The new state"
PARAM note AS STRING LIKE "Replaced the toner" DESCRIPTION "What was done" OPTIONAL
DESCRIPTION "Moves a ticket to another state and tells the requester."

' From each state, where a ticket may go.
ways = {
  "open": ["in work", "closed"],
  "in work": ["waiting", "solved"],
  "waiting": ["in work", "closed"],
  "solved": ["closed", "open"],
  "closed": []
}

ticket = FIND "tickets" WHERE id = id FIRST
IF ticket IS NULL THEN THROW "There is no ticket #${id}."
IF NOT (state IN ways[ticket.state]) THEN THROW "A ticket that is ${ticket.state} cannot become ${state}."

' Somebody else may have been faster: the state is part of the condition.
changed = UPDATE "tickets" SET state = state, late = false, changed = NOW() WHERE id = id AND state = ticket.state
IF changed = 0 THEN THROW "Ticket #${id} was changed by somebody else meanwhile."
SAVE "ticket_notes", {"ticket": id, "state": state, "note": note OR "", "at": NOW()}

BEGIN MAIL ticket.requester
Subject: [#${id}] is ${state}: ${ticket.subject}

Your ticket is ${state} now.
${note OR "There is no note."}

${team}
END MAIL
RETURN WITH id AS id, before AS ticket.state, state AS state
