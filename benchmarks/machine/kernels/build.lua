local function kernel(n)
  local parts = {}
  for i = 1, n do
    parts[#parts + 1] = "x" .. string.format("%d", i % 10)
  end
  return #table.concat(parts)
end
