FOR EACH x IN []
  TALK "no"
NEXT
TALK "done"                      ' expect: done
