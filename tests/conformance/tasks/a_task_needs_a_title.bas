id = CREATE TASK "  "
' fault@-1: GB6004 "CREATE TASK needs a title"
' ---
id = CREATE TASK "Call", "tomorrow", "2026-05-04"
' fault@-1: GB6004 "CREATE TASK got two values for the due of the task"
