PARAM words AS STRING LIKE "ana lisbon" DESCRIPTION "Name, mail address or city"
DESCRIPTION "Finds customers in the copy."

RETURN SEARCH "customers", words, 5
