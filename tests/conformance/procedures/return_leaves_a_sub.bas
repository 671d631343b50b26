SUB check(n)
  IF n < 0 THEN
    TALK "negative"
    RETURN
  END IF
  TALK "fine"
END SUB
CALL check(-1)                   ' expect: negative
CALL check(1)                    ' expect: fine
