d = DATEVALUE("2025-01-31")
e = DATEADD d, "month", 1
TALK e                           ' expect: 2025-02-28
