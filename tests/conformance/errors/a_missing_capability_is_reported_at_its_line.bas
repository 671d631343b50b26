TALK "one"                       ' expect: one
SEND MAIL "ana@example.com", "Hello", "Text", []    ' fault: GB7001 "mail"
