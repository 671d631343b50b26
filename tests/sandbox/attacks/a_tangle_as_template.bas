t = ["{{x}}"]
FOR i = 1 TO 40
  t = [t, t]
NEXT
x = FILL({x: 1}, t)                     ' fault: GB6900
