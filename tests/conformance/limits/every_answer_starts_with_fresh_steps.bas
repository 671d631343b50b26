' limits: fuel=3000
FOR round = 1 TO 5
  FOR i = 1 TO 1500
    n = n + 1
  NEXT
  HEAR x
  ' input: a
  ' input: b
  ' input: c
  ' input: d
  ' input: e
NEXT
TALK n                           ' expect: 7500
