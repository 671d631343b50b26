SAVE "metrics", {"name": "delivery", "value": 20, "at": "2025-12-31 13:00"}
SAVE "metrics", {"name": "delivery", "value": 10, "at": "2025-12-30 14:00"}
SAVE "metrics", {"name": "delivery", "value": 5, "at": "2025-12-20 14:00"}
SAVE "metrics", {"name": "other", "value": 99, "at": "2025-12-31 13:00"}
RECORD METRIC "delivery" WITH minutes = 34, city = "Porto"
points = QUERY METRICS "delivery" FOR "3d" BY "1d"
FOR EACH p IN points
    TALK p.time + ": " + p.value + " of " + p.count + ", " + p.average + ", " + p.low + " to " + p.high
NEXT
' expect: 2025-12-29 12:00:00: 0 of 0, ,  to
' expect: 2025-12-30 12:00:00: 10 of 1, 10, 10 to 10
' expect: 2025-12-31 12:00:00: 54 of 2, 27, 20 to 34
TALK COUNT(QUERY METRICS "delivery" FOR "7d")
' expect: 7
TALK COUNT(QUERY METRICS "delivery" FOR "2h") + " " + COUNT(QUERY METRICS "delivery" FOR "2d")
' expect: 24 48
