' limits: items=1000
list = []
DO WHILE true                    ' warning: GB4004
  list.PUSH(1)                   ' fault: GB6904
LOOP
