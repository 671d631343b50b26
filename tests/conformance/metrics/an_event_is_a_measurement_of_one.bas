TRACK EVENT "menu_opened", {"page": 2}
TRACK EVENT "menu_opened"
counts = GET ANALYTICS "menu_opened"
TALK COUNT(counts) + " days, " + SUM(counts, "count") + " times"
' expect: 30 days, 2 times
TALK COUNT(GET ANALYTICS "menu_opened", "1h")
' expect: 12
TALK FIND("metrics", "id", 1).labels.page
' expect: 2
