ON ERROR RESUME NEXT
n = 0
TRY
  x = 1 / n
  TALK "no"
CATCH e
  TALK "caught"                  ' expect: caught
END TRY
