again:
GOTO again          ' fault: GB6900
