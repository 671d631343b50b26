FUNCTION factorial(n)
  IF n <= 1 THEN RETURN 1
  RETURN n * factorial(n - 1)
END FUNCTION
TALK factorial(10)               ' expect: 3628800
