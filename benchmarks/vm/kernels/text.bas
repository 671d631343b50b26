s = ""
FOR i = 1 TO 100000
  s = s + "x" + i MOD 10
NEXT
found = LEN(s)
FOR i = 1 TO 100000
  found = found + INSTR(i, s, "x7")
  IF MID(s, i, 2) = "x3" THEN found = found + 1
NEXT
RETURN found
