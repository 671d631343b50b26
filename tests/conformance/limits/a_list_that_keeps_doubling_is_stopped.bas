' limits: items=1000
list = [1]
DO WHILE true                    ' warning: GB4004
  list = list + list             ' fault: GB6904
LOOP
