n = 1
SUB change(n)
  n = n + 100
  TALK n                         ' expect: 105
END SUB
CALL change(5)
TALK n                           ' expect: 1
