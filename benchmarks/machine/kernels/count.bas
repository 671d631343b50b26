counts = {}
seed = 42
FOR i = 1 TO n
  seed = (seed * 3877 + 29573) MOD 139968
  word = "w" + seed MOD 1000
  counts[word] = counts[word] + 1
NEXT
most = 0
FOR EACH word IN counts
  IF counts[word] > most THEN most = counts[word]
NEXT
result = most * 10000 + UBOUND(counts)
