total = 0
SUB add(n)
  total = total + n
END SUB
CALL add(3)
CALL add(4)
TALK total                       ' expect: 7
