ON ERROR RESUME NEXT
n = 0
x = 1 / n
y = 5
TALK "fine"                      ' expect: fine
TALK ERR                         ' expect: 6002
