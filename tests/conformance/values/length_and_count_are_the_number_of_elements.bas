TALK "hello".length              ' expect: 5
list = [1, 2, 3]
TALK list.length                 ' expect: 3
TALK list.count                  ' expect: 3
TALK list.size                   ' expect: 3
row = {"a": 1, "b": 2}
TALK row.count                   ' expect: 2
