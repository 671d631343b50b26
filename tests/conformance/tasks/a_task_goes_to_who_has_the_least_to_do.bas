team = CREATE_TEAM "support", "Helps", ["ana@example.com", "rui@example.com"]
a = CREATE TASK "One", "ana@example.com"
b = CREATE TASK "Two"
who = ASSIGN_SMART(b, "support", TRUE)
TALK who
' expect: rui@example.com
UPDATE "tasks" SET status = "done" WHERE title = "One"
c = CREATE TASK "Three"
who = ASSIGN_SMART(c, "support", TRUE)
TALK who
' expect: ana@example.com
d = CREATE TASK "Four"
TALK ASSIGN_SMART(d, ["eva@example.com", "leo@example.com"], FALSE)
' expect: eva@example.com
TALK ASSIGN_SMART(d, ["eva@example.com", "leo@example.com"], FALSE)
' expect: leo@example.com
TALK FIND("tasks", "id", d).assignee
' expect: leo@example.com
who = ASSIGN_SMART(d, "nobody", TRUE)
' fault@-1: GB6004 "ASSIGN SMART finds nobody in the team nobody"
