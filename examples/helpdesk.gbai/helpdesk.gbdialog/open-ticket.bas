PARAM subject AS STRING LIKE "Printer jams" DESCRIPTION "The problem in a few words"
PARAM description AS STRING LIKE "The one on floor 2" DESCRIPTION "All that is known about it"
PARAM requester AS EMAIL LIKE "rui@example.com" DESCRIPTION "Who has the problem"
DESCRIPTION "Opens a ticket for a problem; gives its number and priority."

' Words that mean that somebody cannot work.
URGENT_WORDS = ["down", "nobody can", "patient", "fire", "data loss"]
priority = "normal"
FOR EACH word IN URGENT_WORDS
  IF LCASE(subject + " " + description) CONTAINS word THEN priority = "urgent"
NEXT

id = SAVE "tickets" WITH subject AS subject, description AS description, state AS "open", priority AS priority, requester AS requester, late AS false, opened AS NOW(), changed AS NOW()
SAVE "ticket_notes", {"ticket": id, "state": "open", "note": description, "at": NOW()}

SEND MAIL requester, "[#${id}] ${subject}", "We have your message and look into it.

Priority: ${priority}

${team}"
IF priority = "urgent" THEN SEND MAIL "desk, boss", "URGENT [#${id}] ${subject}", "${requester} says: ${description}"
RETURN WITH id AS id, priority AS priority
