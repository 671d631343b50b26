FUNCTION half(n)
  IF n MOD 2 = 1 THEN EXIT FUNCTION
  RETURN n / 2
END FUNCTION
TALK half(8)                     ' expect: 4
TALK half(7) IS NULL             ' expect: true
