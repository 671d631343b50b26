' limits: text=10000
t = "x"
DO WHILE true
  t = t + t                      ' fault: GB6903
LOOP
