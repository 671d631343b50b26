d = DATEVALUE("2025-01-02") + HOURS(9)
TALK d.time < "10:00"            ' expect: true
TALK d.time = "09:00"            ' expect: true
