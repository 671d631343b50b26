list = ["a", "b", "c"]
TALK UBOUND(list)                ' expect: 3
TALK UBOUND([])                  ' expect: 0
i = 0
DO WHILE i < UBOUND(list)
  i = i + 1
LOOP
TALK i                           ' expect: 3
