TALK 1 = "1"                     ' expect: true
TALK "1.0" = 1                   ' expect: true
TALK 2 <> "2"                    ' expect: false
TALK 1 = "one"                   ' expect: false
TALK 0 = ""                      ' expect: false
