FUNCTION even(n)
  IF n = 0 THEN RETURN true
  RETURN odd(n - 1)
END FUNCTION
FUNCTION odd(n)
  IF n = 0 THEN RETURN false
  RETURN even(n - 1)
END FUNCTION
TALK even(10)                    ' expect: true
TALK odd(10)                     ' expect: false
