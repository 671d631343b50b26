FOR i = 1 TO 2
  FOR EACH x IN [1, 2, 3]
    IF x = 2 THEN EXIT FOR
    TALK i + "-" + x
  NEXT
NEXT
' expect: 1-1
' expect: 2-1
