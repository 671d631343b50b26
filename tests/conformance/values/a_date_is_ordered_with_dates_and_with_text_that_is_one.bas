d = DATEVALUE("2025-01-02")
TALK d < DATEVALUE("2025-01-03") ' expect: true
TALK d > "2024-12-31"            ' expect: true
TALK "31/12/2024" < d            ' expect: true
TALK d < "soon"                  ' expect: false
TALK d > "soon"                  ' expect: false
