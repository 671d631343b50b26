TRY
  rows = FIND "nothing.csv"
CATCH e
  TALK e.code                    ' expect: GB7101
END TRY
rows = FIND "../secrets.csv"     ' fault: GB7301
