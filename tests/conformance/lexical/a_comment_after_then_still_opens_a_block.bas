IF 1 = 2 THEN ' never
  TALK "no"
END IF
TALK "after"                     ' expect: after
