moment = DATEADD("2025-03-07 10:00:00", 0, "second")
TALK moment + 90                 ' expect: 2025-03-07 10:01:30
TALK moment - 15 * 60            ' expect: 2025-03-07 09:45:00
