a = []
FOR i = 1 TO 100
  a = [a]
NEXT
TALK "" + a                             ' fault: GB6905
