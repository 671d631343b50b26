HEAR order AS "What would you like?"
' expect: What would you like?
' input: soup
TALK order                       ' expect: soup
