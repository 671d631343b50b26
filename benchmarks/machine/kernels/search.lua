local function kernel(n)
  local s = ""
  for i = 0, 999 do
    s = s .. string.char(97 + i * 7 % 26)
  end
  local found = 0
  for i = 1, n do
    local at = i % 990 + 1
    found = found + (string.find(s, "hov", at, true) or 0)
    if string.upper(string.sub(s, at, at + 2)) == "HOV" then found = found + 1 end
  end
  return found
end
