TRY
  rows = FIND "customers"
CATCH e
  TALK e.code                    ' expect: GB7001
END TRY
