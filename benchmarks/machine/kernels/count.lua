local function kernel(n)
  local counts = {}
  local seed = 42
  for i = 1, n do
    seed = (seed * 3877 + 29573) % 139968
    local word = "w" .. string.format("%d", seed % 1000)
    counts[word] = (counts[word] or 0) + 1
  end
  local most, size = 0, 0
  for _, times in pairs(counts) do
    if times > most then most = times end
    size = size + 1
  end
  return most * 10000 + size
end
