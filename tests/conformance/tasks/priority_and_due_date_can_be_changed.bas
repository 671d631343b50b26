id = CREATE TASK "Order benches"
SET TASK PRIORITY id, "critical"
SET TASK DUE DATE id, "2026-05-31"
t = FIND "tasks", "id", id
TALK t.priority + " " + t.due
' expect: critical 2026-05-31 17:00:00
SET TASK DUE DATE id, "next monday 10:00"
TALK FIND("tasks", "id", id).due
' expect: 2026-01-05 10:00:00
SET TASK PRIORITY id, "someday"
' fault@-1: GB6004 "low, medium, high or critical, not someday"
' ---
id = CREATE TASK "Order benches"
SET TASK DUE DATE id, "whenever"
' fault@-1: GB6003 "not whenever"
