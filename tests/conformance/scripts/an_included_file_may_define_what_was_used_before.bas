TALK twice(4)                    ' expect: 8
INCLUDE "lib.bas"
' --- lib.bas
FUNCTION twice(n)
  RETURN n * 2
END FUNCTION
