' only check
rows = FIND "orders"
   WHERE open = TRUE
   ORDER BY changed DESC
   LIMIT 5
TALK UBOUND(rows)
' ---
x = 2
limit = 3
TALK x * limit                   ' expect: 6
' ---
limit = [1]
x = 1
limit[0] = 5
TALK limit[0]                    ' expect: 5
