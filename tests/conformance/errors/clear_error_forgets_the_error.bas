ON ERROR RESUME NEXT
n = 0
x = 1 / n
CLEAR ERROR
TALK ERR                         ' expect: 0
IF NOT ERROR THEN TALK "clear"   ' expect: clear
x = 1 / n
ERR.CLEAR
TALK ERR                         ' expect: 0
