step = 3
branch = "A"
parallel = true
TALK step + 1                    ' expect: 4
TALK branch + parallel           ' expect: Atrue
FOR i = 1 TO 5 STEP step
  TALK i
NEXT
' expect: 1
' expect: 4
