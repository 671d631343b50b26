list = ["a", "b", "c"]
TALK list["1"]                   ' expect: b
TALK list[1.9]                   ' expect: b
