HEAR n AS INTEGRE                ' error: GB "INTEGRE"
