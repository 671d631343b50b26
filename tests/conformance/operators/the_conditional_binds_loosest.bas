TALK true OR false ? "y" : "n"   ' expect: y
gone = null
TALK gone IS NOT NULL ? "y" : "n"    ' expect: n
TALK gone ?? 0 ? "y" : "n"       ' expect: n
TALK 1 = 1 ? 2 + 3 : 4           ' expect: 5
