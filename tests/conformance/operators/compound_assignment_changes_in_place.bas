n = 10
n += 5
TALK n                           ' expect: 15
n -= 3
TALK n                           ' expect: 12
n *= 2
TALK n                           ' expect: 24
n /= 5
TALK n                           ' expect: 4.8
t = "a"
t += "b"
TALK t                           ' expect: ab
o = {"x": 1}
o.x += 1
TALK o.x                         ' expect: 2
l = [1]
l[0] += 4
TALK l                           ' expect: [5]
