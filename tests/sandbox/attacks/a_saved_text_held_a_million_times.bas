t = STRING(4000000, "x")
a = FILL(t, 900000)
HEAR x
TALK UBOUND(a)
THROW "the end"                         ' fault: GB6100
