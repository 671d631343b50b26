' Tasks.
id = CREATE_TASK "Call Ana", "high", "rui@example.com"
CREATE TASK "Call Ana", "rui@example.com", "tomorrow"
CREATE TASK "Call Ana", "She asked for an offer last week", "rui@example.com", "+3 days", "high"
CREATE TASK "Call Ana", "rui@example.com", "low", "2026-05-04"
CREATE TASK "Call Ana"
who = ASSIGN_SMART id, "support", TRUE
LINK_TASKS id, other_id
t = GET_TASK_TEMPLATE("onboarding")
SET TASK PRIORITY id, "high"
SET TASK DUE DATE id, "2026-05-31"
TALK GET TASK STATUS id
