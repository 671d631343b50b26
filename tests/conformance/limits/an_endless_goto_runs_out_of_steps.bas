' limits: fuel=20000
again:
n = n + 1
GOTO again                       ' fault: GB6900 +-2
