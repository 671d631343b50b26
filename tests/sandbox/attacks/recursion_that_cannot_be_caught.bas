FUNCTION f(n)
  TRY
    RETURN f(n + 1)                     ' fault: GB6902
  CATCH e
    RETURN 0
  END TRY
END FUNCTION
x = f(1)
