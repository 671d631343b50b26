x = 1
IF x = 1 THEN TALK "one" END IF  ' expect: one
IF x = 2 THEN TALK "two" END IF
IF x = 2 THEN TALK "two" ELSE TALK "rest" END IF    ' expect: rest
TALK "after"                     ' expect: after
