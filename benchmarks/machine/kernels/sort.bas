items = []
seed = 42
FOR i = 1 TO n
  seed = (seed * 3877 + 29573) MOD 139968
  PUSH items, seed
NEXT
items = SORT(items)
total = 0
FOR i = 0 TO n - 1
  total = (total + items[i] * (i MOD 7)) MOD 1000003
NEXT
result = total
