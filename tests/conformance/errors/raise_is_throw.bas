TRY
  RAISE "bad"
CATCH e
  TALK e.message                 ' expect: bad
END TRY
