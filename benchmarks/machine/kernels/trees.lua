local function build(depth)
  if depth == 0 then return {nil, nil} end
  return {build(depth - 1), build(depth - 1)}
end

local function check(tree)
  if tree[1] == nil then return 1 end
  return 1 + check(tree[1]) + check(tree[2])
end

local function kernel(n)
  local total = 0
  for _ = 1, 4 do
    total = total + check(build(n))
  end
  return total
end
