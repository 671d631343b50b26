TALK MAX(1,
  2)                             ' expect: 2
DIM a,
  b
TALK a IS NULL AND b IS NULL     ' expect: true
