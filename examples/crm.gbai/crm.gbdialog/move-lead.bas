PARAM id AS INTEGER LIKE 7 DESCRIPTION "Number of the lead"
PARAM stage AS "new", "contacted", "offer", "won", "lost" DESCRIPTION "The stage it is in now"
PARAM days AS INTEGER LIKE 3 DESCRIPTION "Days until the next contact" OPTIONAL
PARAM note AS STRING LIKE "Called, wants an offer" DESCRIPTION "What happened" OPTIONAL
DESCRIPTION "Moves a lead to another stage."

lead = FIND "leads" WHERE id = id FIRST
IF lead IS NULL THEN THROW "There is no lead ${id}."

' Nobody is reminded of a lead that is decided.
day = DATEADD(TODAY(), COALESCE(days, days_between_contacts), "day")
IF stage = "won" OR stage = "lost" THEN day = null

UPDATE "leads" SET stage = stage, next_contact = day WHERE id = lead.id
SAVE "activities", {"lead": lead.id, "kind": stage, "note": note OR "", "at": NOW()}
RETURN WITH name AS lead.name, before AS lead.stage, stage AS stage
