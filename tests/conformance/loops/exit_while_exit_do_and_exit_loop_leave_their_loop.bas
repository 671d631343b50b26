n = 0
WHILE true
  n = n + 1
  IF n > 2 THEN EXIT WHILE
WEND
DO
  n = n + 10
  EXIT DO
LOOP
DO WHILE true
  n = n + 100
  EXIT LOOP
LOOP
TALK n                           ' expect: 113
