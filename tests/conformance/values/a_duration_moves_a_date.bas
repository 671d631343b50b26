d = DATEVALUE("2025-03-07")
TALK d + DAYS(3)                 ' expect: 2025-03-10
TALK d - DAYS(7)                 ' expect: 2025-02-28
TALK d + MINUTES(90)             ' expect: 2025-03-07 01:30:00
