TABLE enrolments
  FIELD name AS STRING
  FIELD birth AS DATE
  ' a comment inside
  FIELD paid AS BOOLEAN
END TABLE
TALK "after"                     ' expect: after
