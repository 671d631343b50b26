FOR EACH x IN [1, 2, 3, 4] LAST 2
  TALK x
NEXT
' expect: 3
' expect: 4
FOR EACH x IN [5] LAST 10 DO
  TALK x                         ' expect: 5
END FOR
