' limits: items=1000
list = [1]
DO WHILE true
  list = list + list             ' fault: GB6904
LOOP
