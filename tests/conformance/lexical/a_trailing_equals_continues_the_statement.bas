total =
  40 + 2
TALK total                       ' expect: 42
