x = FORMAT(1.5, "F1000000000")
y = FORMAT(1.5, "N1000000000")
z = ROUND(1.5, 1000000000)
TALK LEN(x) + LEN(y)
THROW "the end"                         ' fault: GB6100
