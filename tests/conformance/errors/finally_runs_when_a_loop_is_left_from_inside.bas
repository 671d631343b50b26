FOR i = 1 TO 3
  TRY
    IF i = 2 THEN EXIT FOR
    TALK "round " + i
  FINALLY
    TALK "tidy " + i
  END TRY
NEXT
' expect: round 1
' expect: tidy 1
' expect: tidy 2
