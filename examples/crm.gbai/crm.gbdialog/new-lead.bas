PARAM name AS NAME LIKE "Ana Souza" DESCRIPTION "Name of the person"
PARAM email AS EMAIL LIKE "ana@example.com" DESCRIPTION "Mail address"
PARAM company AS STRING LIKE "Souza Lda" DESCRIPTION "Company" OPTIONAL
PARAM interest AS STRING LIKE "a new roof" DESCRIPTION "What they would like to buy" OPTIONAL
PARAM owner AS STRING LIKE "rui" DESCRIPTION "Who in the team looks after the lead" DEFAULT "rui"
DESCRIPTION "Writes down somebody who may become a customer."

known = FIND "leads" WHERE email = email FIRST
IF known IS NOT NULL THEN RETURN WITH id AS known.id, fresh AS false, stage AS known.stage

WITH lead
  name = name
  email = email
  company = company OR ""
  interest = interest OR ""
  stage = "new"
  owner = owner
  contacts = 0
  next_contact = TODAY()
  created = NOW()
END WITH
id = SAVE "leads", lead
SAVE "activities", {"lead": id, "kind": "created", "note": "Interested in ${interest OR "our services"}", "at": NOW()}
RETURN WITH id AS id, fresh AS true, stage AS "new"
