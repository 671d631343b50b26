FUNCTION mix(a, b, c, d)
  RETURN a + b - c + d
END FUNCTION
total = 0
FOR i = 1 TO 1000000
  total = mix(total, i, 3, 2)
NEXT
RETURN total
