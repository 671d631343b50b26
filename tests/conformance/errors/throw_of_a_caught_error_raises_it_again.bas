n = 0
TRY
  TRY
    x = 1 / n
  CATCH e
    THROW e
  END TRY
CATCH outer
  TALK outer.code                ' expect: GB6002
END TRY
