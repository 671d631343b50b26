x = 5
IF x > 3 THEN
  TALK "big"                     ' expect: big
END IF
IF x > 9 THEN
  TALK "huge"
END IF
TALK "done"                      ' expect: done
