TRY
  TALK "fine"                    ' expect: fine
CATCH e
  TALK "no"
END TRY
