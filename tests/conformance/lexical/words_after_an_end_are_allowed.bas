IF 1 THEN
  TALK "in"                      ' expect: in
END IF the check
SUB greet
  TALK "hi"                      ' expect: hi
END SUB greet
CALL greet
