TALK GENERATE_CASE_NUMBER()
' expect: CASE-00001
id = CREATE_TICKET("Printer broken", "Second floor", "high")
t = FIND "tickets", "id", id
TALK t.number + " " + t.title + ", " + t.priority + ", " + t.status + ", of " + t.user
' expect: CASE-00002 Printer broken, high, open, of user
TALK GENERATE CASE NUMBER
' expect: CASE-00003
x = CREATE_TICKET("")
' fault@-1: GB6004 "CREATE TICKET needs a title"
