n = 9
DO
  TALK "once"                    ' expect: once
  n = n + 1
LOOP WHILE n < 5
