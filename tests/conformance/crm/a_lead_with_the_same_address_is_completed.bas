a = CREATE LEAD "Ana", "ana@bakery.example"
b = CREATE LEAD "Ana Silva", "ana@bakery.example", "+351 912 345 678"
TALK a = b
' expect: true
lead = FIND "leads"
TALK COUNT(lead) + " " + lead.name + " " + lead.phone + " " + lead.status
' expect: 1 Ana Silva +351 912 345 678 new
x = CREATE LEAD "", ""
' fault@-1: GB6004 "CREATE LEAD needs a name or a mail address"
