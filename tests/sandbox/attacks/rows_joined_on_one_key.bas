rows = MAP(RANGE(1, 5000), "item")
r = []
FOR i = 1 TO 5000
  PUSH r, {k: 1}
NEXT
x = JOIN(r, r, "k")                     ' fault: GB6904
