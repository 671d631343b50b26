SUB work
  n = 0
again:
  n = n + 1
  IF n < 3 THEN GOTO again
  TALK n                         ' expect: 3
END SUB
again:
IF done THEN END
done = true
CALL work
GOTO again
