' limits: fuel=5000000
t = STRING(200000, "a")
p = REPLACE(STRING(500, "x"), "x", "%a") + "b"
WHILE NOT LIKE(t, p)                    ' fault: GB6900
WEND
