' limits: items=1000
list = []
DO WHILE true
  list.PUSH(1)                   ' fault: GB6904
LOOP
