list = [1, 2]
WHILE list
  TALK POP(list)
WEND
' expect: 2
' expect: 1
