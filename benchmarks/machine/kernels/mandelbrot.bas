inside = 0
half = n / 2
FOR row = 0 TO n - 1
  cy = row / half - 1
  FOR column = 0 TO n - 1
    cx = column / half - 1.5
    x = 0.0
    y = 0.0
    k = 0
    WHILE k < 50 AND x * x + y * y <= 4
      t = x * x - y * y + cx
      y = 2 * x * y + cy
      x = t
      k = k + 1
    WEND
    inside = inside + k
  NEXT
NEXT
result = inside
