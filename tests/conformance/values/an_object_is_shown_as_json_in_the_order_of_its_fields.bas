TALK {"b": 1, "a": {"c": [2]}}   ' expect: {"b": 1, "a": {"c": [2]}}
TALK {}                          ' expect: {}
TALK {"nome": "José"}            ' expect: {"nome": "José"}
