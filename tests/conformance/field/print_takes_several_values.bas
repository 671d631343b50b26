a = 1
b = [2]
PRINT a, b                       ' log: 1 [2]
PRINT "a ="; a; UCASE("x")       ' log: a = 1 X
PRINT a;                         ' log: 1
PRINT a; : PRINT "next"
' log: 1
' log: next
