' limits: fuel=5000000
t = [1]
FOR i = 1 TO 60
  t = [t, t]
NEXT
x = FILL(t, "a")                        ' fault: GB6900
