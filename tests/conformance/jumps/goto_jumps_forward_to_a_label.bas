GOTO finish
TALK "skipped"                   ' warning: ?
finish:
TALK "end"                       ' expect: end
