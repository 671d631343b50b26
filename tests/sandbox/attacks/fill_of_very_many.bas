x = FILL("x", 1000000000)               ' fault: GB6904
