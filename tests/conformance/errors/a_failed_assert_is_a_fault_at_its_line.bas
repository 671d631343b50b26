x = 1
ASSERT x = 2, "x should be two"  ' fault: GB6100 "x should be two"
