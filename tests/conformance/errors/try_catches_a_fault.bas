n = 0
TRY
  TALK "in"                      ' expect: in
  x = 1 / n
  TALK "no"
CATCH e
  TALK "caught"                  ' expect: caught
END TRY
TALK "after"                     ' expect: after
