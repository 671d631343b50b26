DESCRIPTION "first"
TALK "in the first"              ' expect: in the first

REM Another
DESCRIPTION "second"
TALK "in the second"
