s = ""
FOR i = 1 TO n
  s = s + "x" + i MOD 10
NEXT
result = LEN(s)
