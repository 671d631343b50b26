d = DATEVALUE("7/3/2025")
TALK d                           ' expect: 2025-03-07
TALK "on " + d                   ' expect: on 2025-03-07
TALK d + HOURS(14)               ' expect: 2025-03-07 14:00:00
