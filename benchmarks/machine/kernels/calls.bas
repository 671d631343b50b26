FUNCTION inner(a, b, c, d)
  RETURN (a + b * c + d) MOD 1000003
END FUNCTION

FUNCTION outer(a, b, c, d)
  RETURN inner(b, a, d, c) + 1
END FUNCTION

total = 0
FOR i = 1 TO n
  total = outer(total, i, 3, 2)
NEXT
result = total
