x = RANGE(0, 1, 0.0000000001)           ' fault: GB6904
