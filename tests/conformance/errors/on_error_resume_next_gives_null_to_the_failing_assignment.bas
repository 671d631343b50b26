ON ERROR RESUME NEXT
n = 0
x = 5
x = 1 / n
TALK x IS NULL                   ' expect: true
