rows = []
FOR i = 1 TO 1100
  APPEND rows, {"n": i}
NEXT
SAVE "items", rows
found = FIND "items"
TALK COUNT(found)                ' expect: 1000
found = FIND "items" LIMIT 1050
TALK COUNT(found)                ' expect: 1050
SET MAX LINES 1200
found = FIND "items"
TALK COUNT(found)                ' expect: 1100
SET MAX LINES 10
found = FIND "items" LIMIT 20
TALK COUNT(found)                ' expect: 10
SET MAX LINES 0 - 1              ' fault: GB6004 "SET MAX LINES needs a number of rows"
