done = INSERT "visits", {"page": "home"}
TALK done.success + " " + done.id + " " + done.table + " " + done.command    ' expect: true 1 visits insert
INSERT INTO "visits" VALUES {"page": "prices"}
INSERT INTO "visits" WITH page = "team"
rows = FIND "visits"
TALK COUNT(rows)                 ' expect: 3
