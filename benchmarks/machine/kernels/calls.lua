local function inner(a, b, c, d)
  return (a + b * c + d) % 1000003
end

local function outer(a, b, c, d)
  return inner(b, a, d, c) + 1
end

local function kernel(n)
  local total = 0
  for i = 1, n do
    total = outer(total, i, 3, 2)
  end
  return total
end
