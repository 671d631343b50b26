local function split(line)
  local parts, from = {}, 1
  while true do
    local at = string.find(line, ",", from, true)
    if not at then break end
    parts[#parts + 1] = string.sub(line, from, at - 1)
    from = at + 1
  end
  parts[#parts + 1] = string.sub(line, from)
  return parts
end

local function kernel(n)
  local line = ""
  for i = 1, 100 do
    line = line .. "item" .. i .. ","
  end
  local total = 0
  for _ = 1, n do
    local parts = split(line)
    for i = 1, #parts do
      total = total + #parts[i]
    end
    total = total + #table.concat(parts, "; ")
  end
  return total
end
