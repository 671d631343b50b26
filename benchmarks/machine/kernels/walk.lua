local function grow(depth, number)
  local node = {name = "node" .. string.format("%d", number), value = number % 100, kids = {}}
  if depth > 0 then
    for i = 1, 4 do
      node.kids[i] = grow(depth - 1, number * 4 + i)
    end
  end
  return node
end

local function walk(node)
  local total = node.value + #node.name
  for _, kid in ipairs(node.kids) do
    total = total + walk(kid)
  end
  return total
end

local function kernel(n)
  local tree, total = grow(n, 0), 0
  for _ = 1, 5 do
    total = total + walk(tree)
  end
  return total
end
