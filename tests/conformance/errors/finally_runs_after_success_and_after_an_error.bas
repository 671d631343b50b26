n = 0
TRY
  TALK "work"                    ' expect: work
FINALLY
  TALK "tidy"                    ' expect: tidy
END TRY
TRY
  x = 1 / n
CATCH e
  TALK "caught"                  ' expect: caught
FINALLY
  TALK "tidy again"              ' expect: tidy again
END TRY
