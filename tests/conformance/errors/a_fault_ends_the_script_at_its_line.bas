FUNCTION divide(a, b)
  RETURN a / b                   ' fault: GB6002 "zero"
END FUNCTION
TALK "before"                    ' expect: before
TALK divide(1, 0)
TALK "never"
