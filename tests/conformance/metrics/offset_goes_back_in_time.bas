SAVE "metrics", {"name": "orders", "value": 3, "at": "2025-12-31 13:00"}
SAVE "metrics", {"name": "orders", "value": 7, "at": "2025-12-20 13:00"}
now_ = QUERY METRICS "orders" FOR "7d"
before = QUERY METRICS "orders" FOR "7d" BY "1d" OFFSET 7
TALK SUM(now_, "value") + " after " + SUM(before, "value")
' expect: 3 after 7
before = QUERY METRICS "orders" FOR "7d" OFFSET "1w"
TALK SUM(before, "value")
' expect: 7
x = QUERY METRICS "orders" FOR "7d" OFFSET -1
' fault@-1: GB6004 "OFFSET goes back 0 to 100,000 units, not -1"
