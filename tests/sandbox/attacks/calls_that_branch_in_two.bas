FUNCTION f(n)
  IF n = 0 THEN RETURN 1
  RETURN f(n - 1) + f(n - 1)            ' fault: GB6900
END FUNCTION
x = f(200)
