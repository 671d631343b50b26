n = 0
TRY
  TRY
    x = 1 / n
  CATCH e
    TALK "inner"                 ' expect: inner
  END TRY
  TALK "between"                 ' expect: between
CATCH e
  TALK "outer"
END TRY
