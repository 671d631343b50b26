a = [1]
PUSH a, a
o = {a: a}
PUSH a, o
b = [1]
PUSH b, b
PUSH b, {a: b}
TALK "" + a
TALK JSON(o) + TOYAML(o) + XML(o)
x = a = b
x = FLATTEN(a)
x = SORT(a)
x = UNIQUE(a)
HEAR x
THROW "the end"                         ' fault: GB6100
