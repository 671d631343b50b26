ON ERROR GOTO trouble
CALL risky
TALK "skipped"
END
trouble:
TALK "caught at the top"         ' expect: caught at the top
END
SUB risky
  n = 0
  x = 1 / n
  TALK "no"
END SUB
