ON ERROR RESUME NEXT
n = 0
x = 1 / n
ON ERROR GOTO 0
TALK "on"                        ' expect: on
x = 1 / n                        ' fault: GB6002
