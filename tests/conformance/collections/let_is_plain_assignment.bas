LET x = 1
let x = x + 1
TALK x                           ' expect: 2
