ON ERROR RESUME NEXT
IF ERROR THEN TALK "too early"
n = 0
x = 1 / n
IF ERROR THEN
  TALK "failed"                  ' expect: failed
END IF
