' limits: fuel=20000000
ON ERROR GOTO handler
again:
x = 1 / 0           ' fault: GB6900
handler:
RESUME again
