TALK true && false               ' expect: false
TALK true || false               ' expect: true
TALK !true                       ' expect: false
x = 3
IF x > 1 && x < 5 THEN
  TALK "in"                      ' expect: in
END IF
