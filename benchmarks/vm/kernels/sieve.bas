prime = []
FOR i = 0 TO 999999
  prime[i] = TRUE
NEXT
FOR i = 2 TO 1000
  IF prime[i] THEN
    FOR j = i * i TO 999999 STEP i
      prime[j] = FALSE
    NEXT
  END IF
NEXT
found = 0
FOR i = 2 TO 999999
  IF prime[i] THEN found = found + 1
NEXT
RETURN found
