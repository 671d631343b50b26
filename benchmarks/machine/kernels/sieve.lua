local function kernel(n)
  local prime = {}
  for i = 1, n do
    prime[i] = true
  end
  local i = 2
  while i * i <= n do
    if prime[i] then
      for j = i * i, n, i do
        prime[j] = false
      end
    end
    i = i + 1
  end
  local found = 0
  for i = 2, n do
    if prime[i] then found = found + 1 end
  end
  return found
end
