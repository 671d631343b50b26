FOR i = 1 TO 5
  IF i = 2 THEN GOTO out
NEXT
TALK "not here"
out:
TALK "left at " + i              ' expect: left at 2
