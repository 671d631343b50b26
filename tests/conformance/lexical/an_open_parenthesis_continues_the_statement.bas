total = (1
  + 2
  + 3)
TALK total                       ' expect: 6
TALK MAX(
  4,
  9
)
' expect: 9
