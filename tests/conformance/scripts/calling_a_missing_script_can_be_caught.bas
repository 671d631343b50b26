TRY
  CALL "nowhere.bas"
CATCH e
  TALK e.code                    ' expect: GB6007
END TRY
