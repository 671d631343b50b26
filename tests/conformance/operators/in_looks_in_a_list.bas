x = 2
TALK x IN [1, 2, 3]              ' expect: true
TALK x IN (1, 2, 3)              ' expect: true
TALK x NOT IN [4, 5]             ' expect: true
TALK x NOT IN (1, 2)             ' expect: false
TALK "2" IN [1, 2]               ' expect: true
