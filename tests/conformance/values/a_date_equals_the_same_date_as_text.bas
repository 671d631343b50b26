d = DATEVALUE("2025-01-02")
TALK d = "2025-01-02"            ' expect: true
TALK d = "02/01/2025"            ' expect: true
TALK d = "soon"                  ' expect: false
