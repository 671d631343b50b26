SUB greet
  TALK "a"
END SUB
' error@+1: GB2004 "greet"
SUB greet
  TALK "b"
END SUB
CALL greet
