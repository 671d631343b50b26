TALK ([1, "2"] = [1, 2])         ' expect: true
TALK ([1] = [1, 2])              ' expect: false
TALK {"a": 1, "b": 2} = {"b": 2, "a": 1}     ' expect: true
TALK {"a": 1} = {"A": 1}         ' expect: false
