' limits: fuel=20000000
again:
TRY
  THROW "no"        ' fault: GB6900
CATCH e
END TRY
GOTO again
