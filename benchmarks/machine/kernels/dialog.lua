local yield = coroutine.yield

local function menu()
  yield("1 orders, 2 returns, 3 prices, 0 leave")
end

local function dialog(n)
  local orders, returns, prices, other, turn = 0, 0, 0, 0, 0
  while turn < n do
    menu()
    local answer = yield(nil)
    if answer == "1" or answer == "orders" then
      orders = orders + 1
      yield("You have " .. orders .. " orders.")
    elseif answer == "2" or answer == "returns" then
      returns = returns + 1
      if returns % 2 == 0 then
        yield("Your return is on its way.")
      else
        yield("Please send it back.")
      end
    elseif answer == "3" then
      prices = prices + turn
      yield("It costs " .. turn .. " today.")
    else
      other = other + 1
      yield("I did not understand " .. answer)
    end
    turn = turn + 1
  end
  return orders * 1000 + returns * 100 + prices + other
end

local function kernel(n)
  local program = coroutine.create(dialog)
  local asked, said = 0, 0
  local _, request = coroutine.resume(program, n)
  while coroutine.status(program) ~= "dead" do
    local answer = nil
    if request == nil then
      answer = string.format("%d", asked % 5)
      asked = asked + 1
    else
      said = said + #request
    end
    _, request = coroutine.resume(program, answer)
  end
  return request + said
end
