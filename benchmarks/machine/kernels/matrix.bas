FUNCTION filled(size, factor)
  m = []
  FOR i = 0 TO size - 1
    line = []
    FOR j = 0 TO size - 1
      line[j] = factor * (i - j) * (i + j) / size
    NEXT
    m[i] = line
  NEXT
  RETURN m
END FUNCTION

a = filled(n, 1)
b = filled(n, 2)
c = []
FOR i = 0 TO n - 1
  left = a[i]
  line = []
  FOR j = 0 TO n - 1
    total = 0.0
    FOR k = 0 TO n - 1
      total = total + left[k] * b[k][j]
    NEXT
    line[j] = total
  NEXT
  c[i] = line
NEXT
result = c[0][0] + c[1][n - 1] + c[n - 1][n - 2]
