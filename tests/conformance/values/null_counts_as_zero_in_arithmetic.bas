x = null
TALK x + 1                       ' expect: 1
TALK 5 - x                       ' expect: 5
TALK x * 3                       ' expect: 0
