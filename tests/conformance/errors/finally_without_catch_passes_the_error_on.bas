n = 0
TRY
  x = 1 / n                      ' fault: GB6002
FINALLY
  TALK "tidy"                    ' expect: tidy
END TRY
TALK "never"
