a = 1
b = 0
IF a THEN
  IF b THEN
    TALK "both"
  ELSE
    IF NOT b THEN
      TALK "only a"              ' expect: only a
    END IF
  END IF
ELSE
  TALK "none"
END IF
