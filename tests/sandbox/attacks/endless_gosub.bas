' limits: fuel=20000000
again:
GOSUB deeper
GOTO again
deeper:
RETURN                                  ' fault: GB6900