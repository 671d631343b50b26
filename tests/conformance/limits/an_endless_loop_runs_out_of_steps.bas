' limits: fuel=20000
n = 0
DO WHILE true                    ' warning: GB4004
  n = n + 1                      ' fault: GB6900 +-1
LOOP
