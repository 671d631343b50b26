SUB menu()
  TALK "1 orders, 2 returns, 3 prices, 0 leave"
END SUB

orders = 0
returns = 0
prices = 0
other = 0
turn = 0
WHILE turn < n
  menu()
  HEAR answer
  SELECT CASE answer
    CASE "1", "orders"
      orders = orders + 1
      TALK "You have " + orders + " orders."
    CASE "2", "returns"
      returns = returns + 1
      IF returns MOD 2 = 0 THEN
        TALK "Your return is on its way."
      ELSE
        TALK "Please send it back."
      END IF
    CASE "3"
      prices = prices + turn
      TALK "It costs " + turn + " today."
    CASE ELSE
      other = other + 1
      TALK "I did not understand " + answer
  END SELECT
  turn = turn + 1
WEND
result = orders * 1000 + returns * 100 + prices + other
