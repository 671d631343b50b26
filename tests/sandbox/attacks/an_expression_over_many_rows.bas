' limits: fuel=10000000
a = RANGE(1, 1000)
WHILE TRUE
  x = MAP(a, "item * item * item + item / (item + 1)")   ' fault: GB6900
WEND
