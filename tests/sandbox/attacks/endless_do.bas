DO                  ' fault: GB6900
LOOP
