n = 0
DO UNTIL n = 2
  n = n + 1
LOOP
TALK n                           ' expect: 2
DO UNTIL true
  TALK "no"
LOOP
