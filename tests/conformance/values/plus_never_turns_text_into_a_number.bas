TALK "12" + 3                    ' expect: 123
TALK 3 + "12"                    ' expect: 312
TALK "12" + 0                    ' expect: 120
