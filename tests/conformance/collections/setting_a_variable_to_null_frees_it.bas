list = [1, 2]
list = null
TALK list IS NULL                ' expect: true
TALK UBOUND(list)                ' expect: 0
