FUNCTION f(n)
  RETURN g(n)                           ' fault: GB6902
END FUNCTION
FUNCTION g(n)
  RETURN f(n)
END FUNCTION
x = f(1)
