a = [1]
FOR i = 1 TO 60
  a = [a, a]
NEXT
TALK "" + a                             ' fault: GB6903
