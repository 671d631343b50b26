local function place(row, size, columns, rising, falling)
  if row > size then return 1 end
  local found = 0
  for column = 1, size do
    if not columns[column] and not rising[row + column - 1] and not falling[row - column + size] then
      columns[column] = true
      rising[row + column - 1] = true
      falling[row - column + size] = true
      found = found + place(row + 1, size, columns, rising, falling)
      columns[column] = false
      rising[row + column - 1] = false
      falling[row - column + size] = false
    end
  end
  return found
end

local function kernel(n)
  local columns, rising, falling = {}, {}, {}
  for i = 1, 2 * n do
    columns[i] = false
    rising[i] = false
    falling[i] = false
  end
  return place(1, n, columns, rising, falling)
end
