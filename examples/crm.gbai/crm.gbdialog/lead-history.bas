PARAM id AS INTEGER LIKE 7 DESCRIPTION "Number of the lead"
DESCRIPTION "Everything that happened with a lead, the oldest first."

RETURN FIND "activities" WHERE lead = id ORDER BY at, id
