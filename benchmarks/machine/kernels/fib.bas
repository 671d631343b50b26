FUNCTION fib(k)
  IF k < 2 THEN RETURN k
  RETURN fib(k - 1) + fib(k - 2)
END FUNCTION
result = fib(n)
