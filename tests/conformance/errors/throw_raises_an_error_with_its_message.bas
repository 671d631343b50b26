TRY
  THROW "no stock"
  TALK "no"                      ' warning: GB4001
CATCH e
  TALK e.message                 ' expect: no stock
  TALK e.code                    ' expect: GB6100
  TALK e                         ' expect: no stock
END TRY
