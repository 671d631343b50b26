TALK "hello" CONTAINS "ell"      ' expect: true
TALK "hello" CONTAINS "xyz"      ' expect: false
TALK [1, 2] CONTAINS 2           ' expect: true
TALK ["a"] CONTAINS "b"          ' expect: false
TALK [1, 2] CONTAINS "2"         ' expect: true
