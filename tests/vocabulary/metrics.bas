' Measurements and logs.
points = QUERY METRICS "messages" FOR "7d"
points = QUERY METRICS "messages" FOR "7d" BY "1d"
points = QUERY METRICS "messages" FOR "7d" BY "1d" OFFSET 7
points = QUERY METRICS "messages" FOR "7d" OFFSET 7
RECORD METRIC "delivery" WITH minutes = 34, city = "Porto"
LOG "order", {"id": 7}
LOG "started"
LOG_INFO "started"
LOG_WARN "slow"
LOG_ERROR "failed"
LOG_DEBUG "here"
TRACK EVENT "menu_opened", {"page": 2}
TRACK EVENT "menu_opened"
counts = GET ANALYTICS "menu_opened"
counts = GET ANALYTICS "menu_opened", "30d"
