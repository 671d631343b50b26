rows = [{n: 1}, {n: 3}, {n: 2}]
sorted = SORT rows BY n DESC
TALK sorted[0].n                 ' expect: 3
by = "n"
TALK FIRST(SORT rows BY by).n     ' expect: 1
