total = 0
FOR i = 1 TO n
  total = (total + i) MOD 1000003
NEXT
result = total
