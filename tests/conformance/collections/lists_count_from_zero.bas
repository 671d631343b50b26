list = ["a", "b"]
TALK list[0]                     ' expect: a
TALK list[1]                     ' expect: b
TALK LBOUND(list)                ' expect: 0
