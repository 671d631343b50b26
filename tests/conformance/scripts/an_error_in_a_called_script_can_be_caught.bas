TRY
  CALL "bad.bas"
CATCH e
  TALK "caught"                  ' expect: caught
END TRY
' --- bad.bas
n = 0
x = 1 / n
