id = CREATE CALENDAR EVENT "Inventory", "2026-05-04"
e = FIND "calendar_events", "id", id
TALK e.starts + " to " + e.ends
' expect: 2026-05-04 00:00:00 to 2026-05-05 00:00:00
free = CHECK_AVAILABILITY("2026-05-04", 30)
IF NOT free THEN TALK "nothing is free"
' expect: nothing is free
id = CREATE EVENT "Party", "2026-05-04 16:00", 90
TALK FIND("calendar_events", "id", id).ends
' expect: 2026-05-04 17:30:00
id = BOOK "Haircut" AT "2026-05-04 10:00"
' fault@-1: GB7604
