a = [1]
FOR i = 1 TO 50
  a = [a, a]
NEXT
TALK TOYAML(a)                          ' fault: GB6903
