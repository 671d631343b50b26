t = GET_TASK_TEMPLATE("onboarding")
IF t IS NULL THEN TALK "none yet"
' expect: none yet
SAVE "task_templates", {"name": "onboarding", "title": "Welcome", "priority": "high", "days": 3}
t = GET_TASK_TEMPLATE("onboarding")
id = CREATE TASK t.title, t.priority, "+" + t.days + " days"
TALK FIND("tasks", "id", id).due
' expect: 2026-01-04 17:00:00
