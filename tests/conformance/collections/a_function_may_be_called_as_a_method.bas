TALK "abc".UCASE()               ' expect: ABC
list = ["a", "b"]
TALK list.join("-")              ' expect: a-b
