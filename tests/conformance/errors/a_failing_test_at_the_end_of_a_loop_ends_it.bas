ON ERROR RESUME NEXT
z = 0
DO
  n = n + 1
LOOP WHILE 1 / z > 0             ' warning: GB4004
TALK n                           ' expect: 1
DO
  k = k + 1
LOOP UNTIL 1 / z > 0 OR k > 3
TALK k                           ' expect: 1
