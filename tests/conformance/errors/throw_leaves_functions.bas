FUNCTION check(n)
  IF n < 0 THEN THROW "negative: " + n
  RETURN n
END FUNCTION
TRY
  TALK check(1)                  ' expect: 1
  TALK check(-1)
CATCH e
  TALK e.message                 ' expect: negative: -1
END TRY
