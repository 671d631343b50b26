id = CREATE PROJECT "New office", "Move by June"
SET PROJECT "New office"
task = CREATE TASK "Order benches"
TALK FIND("tasks", "id", task).project = id
' expect: true
m = CREATE MILESTONE "Furniture ordered", "2026-05-15"
TALK FIND("milestones", "id", m).due
' expect: 2026-05-15
ADD USER TO PROJECT "ana@example.com", id
ADD USER TO PROJECT "ana@example.com", id
TALK COUNT(FIND "project_members") + " " + COUNT(LIST PROJECTS)
' expect: 1 1
SET PROJECT 99
' fault@-1: GB6004 "SET PROJECT finds no project 99 in the table projects"
' ---
m = CREATE MILESTONE "Furniture ordered"
' fault@-1: GB6004 "CREATE MILESTONE needs SET PROJECT before it"
' ---
id = CREATE PROJECT "New office"
SET PROJECT id
m = CREATE MILESTONE "Furniture ordered", "someday"
' fault@-1: GB6003 "not someday"
