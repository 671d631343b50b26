FOR x IN [1, 2] DO
  TALK x
END FOR
' expect: 1
' expect: 2
FOR y IN [3]
  TALK y                         ' expect: 3
NEXT
