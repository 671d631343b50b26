SUB check(n)
  IF n < 0 THEN
    EXIT SUB
  END IF
  TALK "fine"                    ' expect: fine
END SUB
CALL check(-1)
CALL check(1)
