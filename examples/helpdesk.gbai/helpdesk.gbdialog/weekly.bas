' The numbers of the week, on Monday morning.
SET SCHEDULE "0 8 * * 1"

week = FIND "tickets" WHERE opened >= DATEADD(NOW(), -7, "day")
solved = FILTER(week, "state = 'solved' OR state = 'closed'")
urgent = AGGREGATE "tickets", "COUNT", "id", "priority = 'urgent' AND state = 'open'"
SEND MAIL ["boss", "desk"], "The week of the ${team}", "New tickets: ${COUNT(week)}
Solved of these: ${COUNT(solved)}
Urgent and open: ${urgent}"
RETURN WITH opened AS COUNT(week), solved AS COUNT(solved), urgent AS urgent
