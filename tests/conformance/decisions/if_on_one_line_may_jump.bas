x = 1
IF x = 1 THEN GOTO done
TALK "skipped"
done:
TALK "end"                       ' expect: end
