PARAM stage AS STRING OPTIONAL
DESCRIPTION "moves a deal"
IF NOT stage THEN stage = "new"
RETURN stage
' result: "new"
