' limits: fuel=20000000
n = 0.0 * (10 ^ 400)
a = [n, NULL, TRUE, "x", "1", 1, TODAY(), [1], {a: 1}, n]
PUSH a, a
FOR i = 1 TO 8
  a = a + a
NEXT
WHILE TRUE
  x = SORT(a)                           ' fault: GB6900
WEND
