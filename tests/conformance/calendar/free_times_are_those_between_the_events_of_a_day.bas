id = BOOK "A", "", "2026-05-04 09:00", 50
id = BOOK "B", "", "2026-05-04 12:00", 240
FOR EACH slot IN CHECK_AVAILABILITY("2026-05-04", 60)
    TALK slot.time + " " + slot.end
NEXT
' expect: 10:00 2026-05-04 11:00:00
' expect: 11:00 2026-05-04 12:00:00
' expect: 16:00 2026-05-04 17:00:00
TALK COUNT(CHECK_AVAILABILITY("2026-05-04", 61))
' expect: 1
TALK COUNT(CHECK_AVAILABILITY("2026-05-04 10:30", 60))
' expect: 2
' a Sunday
free = CHECK_AVAILABILITY("2026-05-03", 60)
IF free IS NULL THEN TALK "closed"
' expect: closed
