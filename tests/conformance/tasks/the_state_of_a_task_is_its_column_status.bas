id = CREATE TASK "Order benches"
TALK GET TASK STATUS id
' expect: open
UPDATE "tasks" SET status = "done" WHERE title = "Order benches"
TALK GET TASK STATUS id
' expect: done
x = GET TASK STATUS 99
' fault@-1: GB6004 "GET TASK STATUS finds no task 99 in the table tasks"
