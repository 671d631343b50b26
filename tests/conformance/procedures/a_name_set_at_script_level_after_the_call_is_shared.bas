CALL setup
TALK level                       ' expect: 9
level = level + 1
TALK level                       ' expect: 10
SUB setup
  level = 9
END SUB
