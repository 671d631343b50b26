d = DATEADD("2025-03-07 10:20:30", 0, "second")
TALK d.year                      ' expect: 2025
TALK d.month                     ' expect: 3
TALK d.day                       ' expect: 7
TALK d.hour                      ' expect: 10
TALK d.minute                    ' expect: 20
TALK d.second                    ' expect: 30
TALK d.weekday                   ' expect: 6
TALK d.date                      ' expect: 2025-03-07
TALK d.time                      ' expect: 10:20:30
