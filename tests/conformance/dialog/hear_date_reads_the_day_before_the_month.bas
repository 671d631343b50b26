HEAR d AS DATE                   ' input: 03/04/2026
TALK d                           ' expect: 2026-04-03
