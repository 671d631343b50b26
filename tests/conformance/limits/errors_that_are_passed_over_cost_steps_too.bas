' limits: fuel=100000
' One caught error takes as long as hundreds of simple rounds, so it must cost more than one.
ON ERROR RESUME NEXT
z = 0
DO
  n = n + 1
  x = 1 / z
  IF n > 5000 THEN
    TALK "a caught error is too cheap"
    EXIT
  END IF
LOOP                             ' fault: GB6900 +-6
