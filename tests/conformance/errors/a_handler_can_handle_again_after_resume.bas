ON ERROR GOTO trouble
n = 0
FOR i = 1 TO 2
  x = 1 / n
NEXT
TALK "done"
END
trouble:
TALK "caught"
RESUME NEXT
' expect: caught
' expect: caught
' expect: done
