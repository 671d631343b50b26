' What nobody has touched for too long becomes urgent, once, and the boss gets to know.
PARAM hours AS NUMBER LIKE 4 DESCRIPTION "Hours without a change" OPTIONAL
SET SCHEDULE "*/10 * * * *"

since = DATEADD(NOW(), -60 * COALESCE(hours, hours_until_late), "minute")
waiting = FIND "tickets" WHERE state = "open" AND late = false AND changed <= since ORDER BY id
FOR EACH ticket IN waiting
  UPDATE "tickets" SET late = true, priority = "urgent" WHERE id = ticket.id
NEXT
IF waiting THEN
  list = ""
  FOR EACH ticket IN waiting
    list += "#${ticket.id} ${ticket.subject} (${ticket.requester})\n"
  NEXT
  SEND MAIL TO "boss" SUBJECT "Tickets that wait too long: ${COUNT(waiting)}" BODY list
END IF
RETURN COUNT(waiting)
