return function()
  local prime = {}
  for i = 0, 999999 do
    prime[i] = true
  end
  for i = 2, 1000 do
    if prime[i] then
      for j = i * i, 999999, i do
        prime[j] = false
      end
    end
  end
  local found = 0
  for i = 2, 999999 do
    if prime[i] then found = found + 1 end
  end
  return found
end
