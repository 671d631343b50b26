local function kernel(n)
  local total = 0
  for i = 1, n do
    total = (total + i) % 1000003
  end
  return total
end
