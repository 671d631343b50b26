a = DATEVALUE("2025-03-07")
b = DATEVALUE("2025-03-10")
gap = b - a
TALK TYPEOF(gap)                 ' expect: duration
TALK gap.days                    ' expect: 3
TALK gap.hours                   ' expect: 72
TALK gap                         ' expect: 259200
