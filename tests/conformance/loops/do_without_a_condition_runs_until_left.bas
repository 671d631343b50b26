n = 0
DO
  n = n + 1
  IF n = 4 THEN EXIT DO
LOOP
TALK n                           ' expect: 4
