x = 1
IF x = 1 THEN
  BEGIN TALK
one
  END TALK
ELSE
  BEGIN TALK
other
  END TALK
END IF
' expect: one
