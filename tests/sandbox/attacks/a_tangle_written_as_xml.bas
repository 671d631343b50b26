' limits: text=1000000
a = [1]
FOR i = 1 TO 50
  a = [a, a]
NEXT
TALK XML(a)                             ' fault: GB6903
