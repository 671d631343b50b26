GOTO finish
TALK "skipped"                   ' warning: GB4001
finish:
TALK "end"                       ' expect: end
