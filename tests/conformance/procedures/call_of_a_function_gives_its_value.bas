x = CALL twice(4)
TALK x                                      ' expect: 8
y = CALL seven
TALK y                                      ' expect: 7

FUNCTION twice(n)
  RETURN n * 2
END FUNCTION

FUNCTION seven
  RETURN 7
END FUNCTION
