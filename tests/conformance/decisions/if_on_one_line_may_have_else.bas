x = 2
IF x = 1 THEN TALK "one" ELSE TALK "other"    ' expect: other
IF x = 2 THEN y = "two" ELSE y = "not two"
TALK y                           ' expect: two
