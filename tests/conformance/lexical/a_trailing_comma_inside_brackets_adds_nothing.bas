TALK UBOUND([1, 2,])             ' expect: 2
TALK {"a": 1,}                   ' expect: {"a": 1}
