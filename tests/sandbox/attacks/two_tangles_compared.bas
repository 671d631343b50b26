' limits: fuel=20000000
a = [1]
b = [1]
FOR i = 1 TO 60
  a = [a, a]
  b = [b, b]
NEXT
x = a = b                               ' fault: GB6900
