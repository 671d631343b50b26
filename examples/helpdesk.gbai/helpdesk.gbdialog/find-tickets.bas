PARAM words AS STRING LIKE "printer" DESCRIPTION "Words of the subject or the description" OPTIONAL
PARAM requester AS EMAIL LIKE "rui@example.com" DESCRIPTION "Only tickets of this person" OPTIONAL
PARAM state AS STRING LIKE "open" DESCRIPTION "Only tickets in this state" OPTIONAL
DESCRIPTION "Finds tickets, the newest first."

IF words THEN
  found = SEARCH "tickets", words
ELSE
  found = FIND "tickets" ORDER BY id DESC LIMIT 50
END IF
IF requester THEN found = FILTER(found, "requester = ${requester}")
IF state THEN found = FILTER(found, "state = ${state}")
RETURN found
