id = BOOK "A", "", "2026-05-04 14:00", 30
b = BOOK "B", "", "2026-05-04 15:00", 30
SET EVENT DURATION id, 60
TALK FIND("calendar_events", "id", id).ends
' expect: 2026-05-04 15:00:00
SET EVENT DURATION id, 61
' fault@-1: GB7604 "SET EVENT DURATION finds 2026-05-04 14:00 taken, from 2026-05-04 15:00 to 15:30"
' ---
SET EVENT DURATION 7, 60
' fault@-1: GB6004 "SET EVENT DURATION finds no event 7 in the table calendar_events"
