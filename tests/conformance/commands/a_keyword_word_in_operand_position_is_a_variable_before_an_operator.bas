find = 3
list = [1]
TALK find + 1                    ' expect: 4
TALK find - 1                    ' expect: 2
TALK list[0]                     ' expect: 1
IF find = 3 THEN TALK "three"    ' expect: three
TALK [find, find]                ' expect: [3, 3]
TALK find > 2 ? find : 0         ' expect: 3
