TALK ERR                         ' expect: 0
ON ERROR RESUME NEXT
n = 0
x = 1 / n
TALK ERR                         ' expect: 6002
TALK ERR <> 0                    ' expect: true
