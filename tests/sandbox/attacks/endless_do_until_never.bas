n = 0
DO
  n = n + 1
LOOP UNTIL n < 0    ' fault: GB6900
