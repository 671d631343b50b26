TALK "hello"                     ' expect: hello
TALK 5                           ' expect: 5
TALK [1, {"a": 2}]               ' expect: [1, {"a": 2}]
