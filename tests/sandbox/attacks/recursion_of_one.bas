FUNCTION f(n)
  RETURN f(n + 1)         ' fault: GB6902
END FUNCTION
x = f(1)
