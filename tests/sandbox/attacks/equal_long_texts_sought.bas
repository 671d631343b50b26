t = STRING(100000, "x")
a = []
FOR i = 1 TO 500
  PUSH a, t + (i MOD 10)
NEXT
s = t + "y"
WHILE NOT (s IN a)                      ' fault: GB6900
WEND
