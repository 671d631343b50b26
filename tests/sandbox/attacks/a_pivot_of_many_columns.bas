' limits: fuel=5000000
r = []
FOR i = 1 TO 2000
  PUSH r, {a: i, b: i, c: i}
NEXT
WHILE TRUE
  x = PIVOT(r, "a", "b", "c")           ' fault: GB6900
WEND
