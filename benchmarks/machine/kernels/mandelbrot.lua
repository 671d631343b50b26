local function kernel(n)
  local inside = 0
  local half = n / 2
  for row = 0, n - 1 do
    local cy = row / half - 1
    for column = 0, n - 1 do
      local cx = column / half - 1.5
      local x, y, k = 0.0, 0.0, 0
      while k < 50 and x * x + y * y <= 4 do
        local t = x * x - y * y + cx
        y = 2 * x * y + cy
        x = t
        k = k + 1
      end
      inside = inside + k
    end
  end
  return inside
end
