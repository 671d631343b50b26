id = BOOK "Haircut", "Ana, short", "2026-05-04 14:00", 45, "Rua Nova 3"
e = FIND "calendar_events", "id", id
TALK e.title + ", " + e.starts + " to " + e.ends + ", " + e.location + ", " + e.status
' expect: Haircut, 2026-05-04 14:00:00 to 2026-05-04 14:45:00, Rua Nova 3, booked
id = BOOK "Haircut" AT "2026-05-04 14:45"
id = BOOK "Haircut", "Ana", "2026-05-04 13:30"
TALK COUNT(FIND "calendar_events")
' expect: 3
id = BOOK "Haircut", "Rui", "2026-05-04 14:30"
' fault@-1: GB7604 "BOOK finds 2026-05-04 14:30 taken, from 2026-05-04 14:00 to 14:45"
