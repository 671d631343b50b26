total = 0
FOR i = 1 TO 10000000
  total = total + i MOD 7
NEXT
RETURN total
