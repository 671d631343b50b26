a = [1]
FOR i = 1 TO 5000
  a = [a, a, a]
NEXT
HEAR x
THROW "the end"                         ' fault: GB6100
