n = 0
WHILE n < 3
  n = n + 1
END WHILE
WHILE n < 6 DO
  n = n + 1
END WHILE
TALK n                           ' expect: 6
