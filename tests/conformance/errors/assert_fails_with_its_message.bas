x = 1
TRY
  ASSERT x = 2, "x should be two"
CATCH e
  TALK e.message                 ' expect: x should be two
END TRY
