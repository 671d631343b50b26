a = CREATE TASK "Order benches"
b = CREATE TASK "Pay benches"
LINK_TASKS a, b
LINK_TASKS a, b
links = FIND "task_links"
TALK COUNT(links) + ": " + links.task + " and " + links.other
' expect: 1: 1 and 2
LINK_TASKS a, 99
' fault@-1: GB6004 "LINK TASKS finds no task 99"
