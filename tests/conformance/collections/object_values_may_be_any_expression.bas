n = 2
row = {"sum": n + 1, "list": [n, n], "call": UCASE("x"), "inner": {"n": n}}
TALK row                         ' expect: {"sum": 3, "list": [2, 2], "call": "X", "inner": {"n": 2}}
