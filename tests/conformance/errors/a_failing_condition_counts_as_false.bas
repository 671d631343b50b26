ON ERROR RESUME NEXT
n = 0
IF 1 / n > 0 THEN
  TALK "true"
ELSE
  TALK "false"                   ' expect: false
END IF
WHILE 1 / n > 0
  TALK "no"
WEND
TALK "after"                     ' expect: after
