a = [1]
b = a
o = {"list": a}
HEAR x                           ' input: go
b.PUSH(2)
TALK a                           ' expect: [1, 2]
TALK o                           ' expect: {"list": [1, 2]}
o.me = o
HEAR x                           ' input: go
o.me.me.z = 1
TALK o.z                         ' expect: 1
