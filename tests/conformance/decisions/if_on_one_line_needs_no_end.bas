x = 1
IF x = 1 THEN TALK "one"         ' expect: one
IF x = 2 THEN TALK "two"
IF x = 1 THEN x = 9
TALK x                           ' expect: 9
