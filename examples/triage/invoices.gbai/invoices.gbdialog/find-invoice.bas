PARAM month AS STRING LIKE "May" DESCRIPTION "Month of the invoice"
DESCRIPTION "Finds the invoice of a month."

RETURN "The invoice of " + month + " is 120 euros and not paid yet."
