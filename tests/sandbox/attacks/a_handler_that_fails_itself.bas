SUB fall(n)
  TRY
    THROW "down " + n
  CATCH e
    fall(n + 1)                         ' fault: GB6902
  END TRY
END SUB
fall(1)
