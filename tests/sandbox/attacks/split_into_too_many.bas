x = SPLIT(STRING(4000000, ","), ",")    ' fault: GB6904
