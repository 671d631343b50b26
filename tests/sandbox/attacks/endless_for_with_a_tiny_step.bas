' limits: fuel=20000000
FOR i = 1 TO 2 STEP 0.000000001     ' fault: GB6900
NEXT
