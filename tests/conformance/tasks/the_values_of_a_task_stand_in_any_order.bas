a = CREATE_TASK "Call Ana", "high", "rui@example.com"
b = CREATE TASK "Call Ana", "rui@example.com", "tomorrow"
c = CREATE TASK "Call Ana", "She asked for an offer last week", "Rui Costa", "+3 days", "critical"
d = CREATE TASK "Call Ana", "2026-05-04 09:30", 7, "alta"
FOR EACH t IN FIND "tasks"
    TALK t.id + " " + t.priority + " " + t.assignee + " " + t.due + " " + t.description + t.project
NEXT
' expect: 1 high rui@example.com  
' expect: 2 medium rui@example.com 2026-01-02 17:00:00 
' expect: 3 critical Rui Costa 2026-01-04 17:00:00 She asked for an offer last week
' expect: 4 high  2026-05-04 09:30:00 7
TALK a + b + c + d
' expect: 10
