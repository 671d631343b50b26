start:
IF done THEN GOTO finish
done = true
GOTO start
finish:
TALK done                        ' expect: true
