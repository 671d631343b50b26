n = 0
again: n = n + 1
IF n < 3 THEN GOTO again
ask: HEAR age AS INTEGER
' input: 40
IF age < 18 THEN GOTO ask
TALK n + " " + age               ' expect: 3 40
PRINT: TALK "a colon parts"      ' expect: a colon parts
' log:
GOTO 30
20 TALK "skipped"
30 TALK "numbered"               ' expect: numbered
