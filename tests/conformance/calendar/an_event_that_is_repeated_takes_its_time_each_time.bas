INSERT INTO "calendar_events" WITH title = "Choir", starts = "2026-05-04 18:00", ends = "2026-05-04 20:00", recurrence = "FREQ=WEEKLY", status = "booked"
id = BOOK "A" AT "2026-05-12 18:00"
TALK "Tuesday is free"
' expect: Tuesday is free
id = BOOK "B" AT "2027-05-10 19:30"
' fault@-1: GB7604 "taken, from 2027-05-10 18:00 to 20:00"
