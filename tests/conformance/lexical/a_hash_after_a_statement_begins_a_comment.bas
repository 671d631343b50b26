x = 7   # seven
TALK x                           ' expect: 7
