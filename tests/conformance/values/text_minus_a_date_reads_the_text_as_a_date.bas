d = DATEVALUE("2025-03-07")
gap = "2025-03-09" - d
TALK gap.days                    ' expect: 2
