ON ERROR RESUME NEXT
TALK "one"                       ' expect: one
x = 1 / n
TALK "two"                       ' expect: two
n = 0
