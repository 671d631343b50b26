HEAR a AS DATE                   ' input: 25/12/2026
HEAR b AS DATE                   ' input: 2026-12-25
HEAR c AS DATE                   ' input: 5.1.2026
HEAR d AS DATE                   ' input: 25 Dec 2026
HEAR e AS DATE                   ' input: 12/25/2026
TALK a + " " + b + " " + c + " " + d + " " + e    ' expect: 2026-12-25 2026-12-25 2026-01-05 2026-12-25 2026-12-25
