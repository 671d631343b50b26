HEAR n AS INTEGRE                ' error: GB3008 "INTEGRE"
