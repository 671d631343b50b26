TRY
  SEND MAIL "ana@example.com", "Hello", "Text", []
CATCH e
  TALK e.code                    ' expect: GB7001
END TRY
