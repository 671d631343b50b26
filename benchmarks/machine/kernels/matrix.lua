local function filled(size, factor)
  local m = {}
  for i = 0, size - 1 do
    local line = {}
    for j = 0, size - 1 do
      line[j + 1] = factor * (i - j) * (i + j) / size
    end
    m[i + 1] = line
  end
  return m
end

local function kernel(n)
  local a, b, c = filled(n, 1), filled(n, 2), {}
  for i = 1, n do
    local left, line = a[i], {}
    for j = 1, n do
      local total = 0.0
      for k = 1, n do
        total = total + left[k] * b[k][j]
      end
      line[j] = total
    end
    c[i] = line
  end
  return c[1][1] + c[2][n] + c[n][n - 1]
end
