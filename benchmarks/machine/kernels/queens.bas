FUNCTION place(row, size, columns, rising, falling)
  IF row = size THEN RETURN 1
  found = 0
  FOR column = 0 TO size - 1
    IF NOT columns[column] AND NOT rising[row + column] AND NOT falling[row - column + size] THEN
      columns[column] = TRUE
      rising[row + column] = TRUE
      falling[row - column + size] = TRUE
      found = found + place(row + 1, size, columns, rising, falling)
      columns[column] = FALSE
      rising[row + column] = FALSE
      falling[row - column + size] = FALSE
    END IF
  NEXT
  RETURN found
END FUNCTION

columns = []
rising = []
falling = []
FOR i = 0 TO 2 * n
  columns[i] = FALSE
  rising[i] = FALSE
  falling[i] = FALSE
NEXT
result = place(0, n, columns, rising, falling)
