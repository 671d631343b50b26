' limits: fuel=20000
n = 0
DO WHILE true
  n = n + 1                      ' fault: GB6900 +-1
LOOP
