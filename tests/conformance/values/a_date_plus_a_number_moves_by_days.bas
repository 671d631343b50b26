d = DATEVALUE("2025-02-27")
TALK d + 2                       ' expect: 2025-03-01
TALK d - 27                      ' expect: 2025-01-31
TALK 1 + d                       ' expect: 2025-02-28
