FOR i = 1 TO 3
  DO
    EXIT FOR
  LOOP
  TALK "no"
NEXT
TALK "out at " + i               ' expect: out at 1
