x = PARSE_JSON(STRING(1000000, "["))    ' fault: GB6905
