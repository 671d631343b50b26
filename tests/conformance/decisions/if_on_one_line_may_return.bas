FUNCTION sign(n)
  IF n < 0 THEN RETURN "minus"
  IF n = 0 THEN RETURN "zero"
  RETURN "plus"
END FUNCTION
TALK sign(-1)                    ' expect: minus
TALK sign(0)                     ' expect: zero
TALK sign(1)                     ' expect: plus
