ON ERROR RESUME NEXT
HEAR x                           ' input: go
n = 0
y = 1 / n
TALK ERR                         ' expect: 6002
HEAR x                           ' input: go
TALK ERR                         ' expect: 6002
