x = 1
IF x > 3 THEN
  TALK "big"
ELSE
  TALK "small"                   ' expect: small
END IF
