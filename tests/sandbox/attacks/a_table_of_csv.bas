t = STRING(2000000, ",")
x = PARSE_CSV(t + CHR(10) + t)          ' fault: GB6904
