x = 1
ASSERT x = 2, "x should be two"  ' fault: GB6 "x should be two"
