FUNCTION f()
  TRY
    RETURN 5
  FINALLY
    TALK "tidy"                  ' expect: tidy
  END TRY
END FUNCTION
TALK f()                         ' expect: 5
