prime = []
FOR i = 0 TO n
  prime[i] = TRUE
NEXT
i = 2
WHILE i * i <= n
  IF prime[i] THEN
    FOR j = i * i TO n STEP i
      prime[j] = FALSE
    NEXT
  END IF
  i = i + 1
WEND
found = 0
FOR i = 2 TO n
  IF prime[i] THEN found = found + 1
NEXT
result = found
