
local function serve()
  if arg[1] then
    print(string.format("%.17g", kernel(math.floor(tonumber(arg[1])))))
    return
  end
  local size = 0
  for line in io.lines() do
    local word, number = line:match("^(%a+) ?(%d*)")
    if word == "load" then size = math.floor(tonumber(number)) end
    local result = word == "run" and kernel(size) or 0
    io.write(string.format("%.17g\n", result))
    io.flush()
  end
end

serve()
