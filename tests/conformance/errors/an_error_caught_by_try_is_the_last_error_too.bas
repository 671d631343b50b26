n = 0
TRY
  x = 1 / n
CATCH e
  TALK ERR                       ' expect: 6002
END TRY
TALK ERR                         ' expect: 6002
CLEAR ERROR
TALK ERR                         ' expect: 0
