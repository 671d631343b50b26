#workflow
' A tool with parameters.
PARAM city AS STRING LIKE "Lisbon" DESCRIPTION "Where"
PARAM days AS INTEGER LIKE 3 DESCRIPTION "How many days" OPTIONAL
PARAM unit AS STRING ENUM ["metric", "imperial"] DEFAULT "metric"
PARAM email AS EMAIL REQUIRED
PARAM nickname, title
DESCRIPTION "The weather of the coming days"
extra = GET TOOL PARAM "extra"
IF days IS NULL THEN RETURN
RETURN WITH city AS city, days AS days
