INCLUDE "shared.bas"
TALK greeting + twice(2)         ' expect: hi4
' --- shared.bas
greeting = "hi"
FUNCTION twice(n)
  RETURN n * 2
END FUNCTION
