id = CREATE TASK "Order benches"
t = FIND "tasks", "id", id
TALK t.title + ", " + t.priority + ", " + t.status + ", by " + t.created_by
' expect: Order benches, medium, open, by user
TALK t.created
' expect: 2026-01-01 12:00:00
