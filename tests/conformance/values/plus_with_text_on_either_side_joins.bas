TALK "a" + 1                     ' expect: a1
TALK 1 + "a"                     ' expect: 1a
TALK "a" + null + "b"            ' expect: ab
TALK "a" + true                  ' expect: atrue
TALK "rows " + [1, 2]            ' expect: rows [1, 2]
TALK "o " + {"a": 1}             ' expect: o {"a": 1}
TALK 1 + ". " + "first"          ' expect: 1. first
