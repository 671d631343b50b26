id = BOOK "Haircut" AT "2026-05-04 14:00"
UPDATE "calendar_events" SET status = "cancelled" WHERE title = "Haircut"
id = BOOK APPOINTMENT "Check-up" AT "2026-05-04 14:00"
TALK FIND("calendar_events", "id", id).organizer
' expect: user
