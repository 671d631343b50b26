total = 1 _
  + 2
TALK total                       ' expect: 3
TALK "a" + _
  "b"
' expect: ab
