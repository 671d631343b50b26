SUB ping()
  TALK "pong"
END SUB
CALL ping                        ' expect: pong
CALL ping()                      ' expect: pong
ping()                           ' expect: pong
