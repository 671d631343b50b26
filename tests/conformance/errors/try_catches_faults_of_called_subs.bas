SUB deep(n)
  IF n = 0 THEN
    x = 1 / n
  END IF
  CALL deep(n - 1)
END SUB
TRY
  CALL deep(3)
CATCH e
  TALK "caught at line " + e.line    ' expect: caught at line 3
END TRY
