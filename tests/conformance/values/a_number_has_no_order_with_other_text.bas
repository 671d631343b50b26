TALK 1 < "one"                   ' expect: false
TALK 1 > "one"                   ' expect: false
