FUNCTION size(n)
  RETURN n > 9 ? "big" : n > 4 ? "middle" : "small"
END FUNCTION
TALK size(12)                    ' expect: big
TALK size(5)                     ' expect: middle
TALK size(1)                     ' expect: small
