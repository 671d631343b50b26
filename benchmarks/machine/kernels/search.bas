s = ""
FOR i = 0 TO 999
  s = s + CHR(97 + i * 7 MOD 26)
NEXT
found = 0
FOR i = 1 TO n
  at = i MOD 990 + 1
  found = found + INSTR(at, s, "hov")
  IF UCASE(MID(s, at, 3)) = "HOV" THEN found = found + 1
NEXT
result = found
