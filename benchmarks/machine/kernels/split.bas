line = ""
FOR i = 1 TO 100
  line = line + "item" + i + ","
NEXT
total = 0
FOR turn = 1 TO n
  parts = SPLIT(line, ",")
  FOR EACH part IN parts
    total = total + LEN(part)
  NEXT
  total = total + LEN(JOIN(parts, "; "))
NEXT
result = total
