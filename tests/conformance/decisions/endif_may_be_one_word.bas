IF 1 THEN
  TALK "in"                      ' expect: in
ENDIF
