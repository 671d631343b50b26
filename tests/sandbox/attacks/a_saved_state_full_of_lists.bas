a = []
FOR i = 1 TO 300000
  PUSH a, [i]
NEXT
HEAR x
THROW "the end"                         ' fault: GB6100
