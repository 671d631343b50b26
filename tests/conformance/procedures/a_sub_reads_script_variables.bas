rate = 2
FUNCTION price(n)
  RETURN n * rate
END FUNCTION
TALK price(4)                    ' expect: 8
rate = 3
TALK price(4)                    ' expect: 12
