' only check
SET SCHEDULE every day at 08:00
SET SCHEDULE every monday at 9:30, "report.bas"
SET SCHEDULE every 1 hour
TALK "done"
