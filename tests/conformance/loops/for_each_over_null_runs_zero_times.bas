nothing = null
FOR EACH x IN nothing
  TALK "no"
NEXT
FOR EACH x IN nothing.items
  TALK "no"
NEXT
TALK "done"                      ' expect: done
