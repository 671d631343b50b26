' given: user=rows [{"a": 1}]
row = {"a": 1}
TALK user = row                  ' expect: true
TALK user = [row]                ' expect: true
