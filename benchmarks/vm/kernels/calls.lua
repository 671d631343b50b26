return function()
  local function mix(a, b, c, d)
    return a + b - c + d
  end
  local total = 0
  for i = 1, 1000000 do
    total = mix(total, i, 3, 2)
  end
  return total
end
