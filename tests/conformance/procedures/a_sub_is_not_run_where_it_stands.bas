TALK "one"                       ' expect: one
SUB hidden
  TALK "no"
END SUB
TALK "two"                       ' expect: two
