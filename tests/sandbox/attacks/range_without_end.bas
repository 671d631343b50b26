x = RANGE(1, 1000000000000)             ' fault: GB6904
