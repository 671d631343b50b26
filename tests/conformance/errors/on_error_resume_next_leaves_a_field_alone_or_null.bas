ON ERROR RESUME NEXT
n = 0
row = {"a": 1}
row.b = 1 / n
TALK row.b IS NULL               ' expect: true
TALK row.a                       ' expect: 1
