' limits: fuel=10000000
rows = MAP(RANGE(1, 20000), "item")
c = "item > 0"
FOR i = 1 TO 500
  c = c + " AND item LIKE '%1%'"
NEXT
WHILE TRUE
  x = FILTER(rows, c)                   ' fault: GB6900
WEND
