PARAM id AS STRING LIKE "c-1" DESCRIPTION "The customer's id"
PARAM note AS STRING LIKE "Called, wants an offer" DESCRIPTION "What to write down"
DESCRIPTION "Writes a note about a customer into the other system."

SET HEADER "Authorization" = "Bearer " + crm_key
answer = POST "${crm_url}/customers/${id}/notes", {"text": note, "by": "bot"}
CLEAR HEADERS
IF answer.status = 404 THEN RETURN WITH ok AS false, message AS "The other system does not know ${id}."
IF answer.status >= 400 THEN THROW "The note was not taken: ${answer.status}."
RETURN WITH ok AS true, message AS "Note ${answer.number} is written."
