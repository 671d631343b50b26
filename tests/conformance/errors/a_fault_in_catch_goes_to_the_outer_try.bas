n = 0
TRY
  TRY
    x = 1 / n
  CATCH e
    TALK "inner"                 ' expect: inner
    x = 2 / n
  END TRY
CATCH e
  TALK "outer"                   ' expect: outer
END TRY
