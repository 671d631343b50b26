FOR EACH x IN [1, 2] DO
  TALK x
END FOR
' expect: 1
' expect: 2
