n = 0
DO WHILE n < 2
  n = n + 1
  TALK n
LOOP
' expect: 1
' expect: 2
DO WHILE false
  TALK "no"
LOOP
