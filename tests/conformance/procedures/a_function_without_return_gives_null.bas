FUNCTION quiet()
  x = 1
END FUNCTION
TALK quiet() IS NULL             ' expect: true
