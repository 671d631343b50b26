n = 0
TRY
  x = 1 / n
CATCH
  TALK "caught"                  ' expect: caught
END TRY
