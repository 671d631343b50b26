local function kernel(n)
  local items = {}
  local seed = 42
  for i = 1, n do
    seed = (seed * 3877 + 29573) % 139968
    items[i] = seed
  end
  table.sort(items)
  local total = 0
  for i = 0, n - 1 do
    total = (total + items[i + 1] * (i % 7)) % 1000003
  end
  return total
end
