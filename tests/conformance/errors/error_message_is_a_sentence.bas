ON ERROR RESUME NEXT
n = 0
x = 1 / n
TALK LEN(ERROR MESSAGE) > 5      ' expect: true
TALK ERROR MESSAGE CONTAINS "zero"    ' expect: true
m = ERROR MESSAGE
TALK m = ERR.MESSAGE$            ' expect: true
