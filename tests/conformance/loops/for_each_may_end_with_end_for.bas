FOR EACH x IN [1]
  TALK x                         ' expect: 1
END FOR
