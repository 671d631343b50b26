' The calendar.
id = BOOK "Haircut", "Ana, short", "2026-05-04 14:00", 45, "Rua Nova 3"
id = BOOK "Haircut", "Ana, short", "2026-05-04 14:00"
id = BOOK_MEETING({"title": "Weekly"}, people)
BOOK_MEETING details, people
free = CHECK_AVAILABILITY("2026-05-04", 45)
free = CHECK_AVAILABILITY "2026-05-04", 45
id = CREATE CALENDAR EVENT "Inventory", "2026-05-04"
id = CREATE EVENT "Inventory", "2026-05-04", 90
id = SCHEDULE MEETING "Review", "2026-05-04 10:00", people
SEND INVITES id, people
BOOK "Haircut" AT "2026-05-04 14:00"
SET EVENT DURATION id, 60
