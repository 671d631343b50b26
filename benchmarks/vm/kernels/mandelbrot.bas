inside = 0
FOR row = 0 TO 199
  cy = row / 100 - 1
  FOR column = 0 TO 199
    cx = column / 100 - 1.5
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
RETURN inside
