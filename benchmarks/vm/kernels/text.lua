return function()
  local parts = {}
  for i = 1, 100000 do
    parts[i] = "x" .. i % 10
  end
  local s = table.concat(parts)
  local found = #s
  for i = 1, 100000 do
    found = found + string.find(s, "x7", i, true)
    if string.sub(s, i, i + 1) == "x3" then found = found + 1 end
  end
  return found
end
