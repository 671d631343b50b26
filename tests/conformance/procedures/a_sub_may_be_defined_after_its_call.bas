CALL greet
SUB greet
  TALK "hi"                      ' expect: hi
END SUB
