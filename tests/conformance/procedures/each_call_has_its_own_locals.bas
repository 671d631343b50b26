FUNCTION fib(n)
  IF n < 2 THEN RETURN n
  a = fib(n - 1)
  b = fib(n - 2)
  RETURN a + b
END FUNCTION
TALK fib(12)                     ' expect: 144
