' limits: text=10000
t = "x"
DO WHILE true                    ' warning: GB4004
  t = t + t                      ' fault: GB6903
LOOP
