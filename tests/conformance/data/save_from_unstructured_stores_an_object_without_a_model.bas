row = SAVE_FROM_UNSTRUCTURED "tickets", FORMAT {"title": "printer"} AS JSON
TALK row.title
' expect: printer
SAVE FROM UNSTRUCTURED "tickets", "{\"title\": \"screen\"}"
TALK UBOUND(FIND "tickets")
' expect: 2
SAVE FROM UNSTRUCTURED "tickets", "The lamp is broken" ' fault: GB7001 "model"
