' limits: memory=200000
all = []
DO WHILE true                    ' warning: GB4004
  all.PUSH(STRING(1000, "x"))    ' fault: GB6901
LOOP
