TALK "one"                       ' expect: one
IF 1 THEN
  END
END IF
TALK "never"
