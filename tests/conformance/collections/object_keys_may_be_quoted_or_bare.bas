row = {"first": 1, second: 2}
TALK row.first + row.second      ' expect: 3
